import { AccessError, addressIn, entered } from '../shared/access.mts';
import { limitsQuestion } from '../shared/limits.mts';
import type { Vendor } from '../shared/vendor.mts';
import { WEBHOOKS } from './calls.mts';
import { everyone } from './everyone.mts';
import { leavers } from './leavers.mts';
import { member } from './member.mts';
import { numbers } from './numbers.mts';
import { period } from './period.mts';
import { recordForms } from './recordForms.mts';
import { severalStates } from './severalStates.mts';
import { noWebhooks, webhookFields } from './webhooks.mts';
import { timeOffWords } from './timeOffWords.mts';
import { totalKept, totalName } from './totals.mts';
import { wholeDays } from './wholeDays.mts';
import { wrapped } from './wrapped.mts';
import { zones } from './zones.mts';

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]*$/i;

/** @throws AccessError if it cannot be one */
function subdomainFrom(name: string): string {
	const subdomain = name.replace(/\.workable\.com$/i, '');
	if (SUBDOMAIN.test(subdomain)) return subdomain;
	throw new AccessError('WORKABLE_SUBDOMAIN has to be the part before .workable.com.');
}

export const vendor: Vendor = {
	name: 'workable',
	title: 'Workable',
	readOnlyPosts: [],
	variables: [
		{ name: 'WORKABLE_SUBDOMAIN', what: 'the part before .workable.com' },
		{ name: 'WORKABLE_API_TOKEN', what: 'an API token' },
		{ name: 'WORKABLE_MEMBER_ID', what: 'the id of an HR admin', optional: true },
		{ name: 'WORKABLE_BASE_URL', what: 'another address, such as a gateway', optional: true },
	],
	// Ten requests in ten seconds: https://workable.readme.io/reference/rate-limits
	pauseMs: 1_100,
	accessOf: (environment) => ({
		...addressIn(
			environment,
			'WORKABLE_BASE_URL',
			`https://${subdomainFrom(entered(environment, 'WORKABLE_SUBDOMAIN'))}.workable.com/spi/v3`,
		),
		headers: { authorization: `Bearer ${entered(environment, 'WORKABLE_API_TOKEN')}` },
	}),
	memberOf: (environment) => entered(environment, 'WORKABLE_MEMBER_ID'),
	check: WEBHOOKS,
	questions: [
		wholeDays,
		timeOffWords,
		everyone,
		severalStates,
		period,
		numbers,
		totalName,
		totalKept,
		zones,
		wrapped,
		recordForms,
		member,
		leavers,
		noWebhooks,
		webhookFields,
		limitsQuestion(['x-rate-limit-limit']),
	],
};
