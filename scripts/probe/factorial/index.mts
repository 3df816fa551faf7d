import { addressIn, entered } from '../shared/access.mts';
import { limitsQuestion } from '../shared/limits.mts';
import type { Vendor } from '../shared/vendor.mts';
import { CREDENTIALS } from './calls.mts';
import { company } from './company.mts';
import { daysSince } from './daysSince.mts';
import { emptyList } from './emptyList.mts';
import { freeDays } from './freeDays.mts';
import { halfDays } from './halfDays.mts';
import { ids } from './ids.mts';
import { leaveDays } from './leaveDays.mts';
import { legalEntities } from './legalEntities.mts';
import { requiredFlags } from './requiredFlags.mts';
import { retiredVersion } from './retiredVersion.mts';
import { leaverRecord, singleRecord } from './singleRecord.mts';
import { webhooks } from './webhooks.mts';
import { terminationReasons } from './terminationReasons.mts';
import { workAddress } from './workAddress.mts';

export const vendor: Vendor = {
	name: 'factorial',
	title: 'Factorial',
	readOnlyPosts: [],
	variables: [
		{ name: 'FACTORIAL_API_KEY', what: 'an API key' },
		{
			name: 'FACTORIAL_BASE_URL',
			what: 'another address, such as https://api.eu2.demo.factorial.dev for a demo account',
			optional: true,
		},
	],
	pauseMs: 200,
	accessOf: (environment) => ({
		...addressIn(environment, 'FACTORIAL_BASE_URL', 'https://api.factorialhr.com'),
		headers: { 'x-api-key': entered(environment, 'FACTORIAL_API_KEY') },
	}),
	check: CREDENTIALS,
	questions: [
		company,
		workAddress,
		leaveDays,
		freeDays,
		daysSince,
		halfDays,
		retiredVersion,
		ids,
		emptyList,
		singleRecord,
		leaverRecord,
		requiredFlags,
		terminationReasons,
		legalEntities,
		webhooks,
		limitsQuestion(['ratelimit-limit', 'x-ratelimit-limit']),
	],
};
