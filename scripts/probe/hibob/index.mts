import { addressIn, entered } from '../shared/access.mts';
import { limitsQuestion } from '../shared/limits.mts';
import type { Vendor } from '../shared/vendor.mts';
import { bulkCursor, bulkForm } from './bulk.mts';
import { FIELDS } from './calls.mts';
import { costOfWeekends, costWithoutBalance } from './costs.mts';
import { daysOff, durationsName } from './durations.mts';
import { goneRequests } from './goneRequests.mts';
import { humanReadable } from './humanReadable.mts';
import { lifecycleWords } from './lifecycleWords.mts';
import { changeOrder, rowOrder } from './order.mts';
import { outUnits } from './outUnits.mts';
import { payments } from './payments.mts';
import { personForm } from './personForm.mts';
import { restrictedColumns } from './restricted.mts';
import { timeOffWords } from './timeOffWords.mts';

export const vendor: Vendor = {
	name: 'hibob',
	title: 'HiBob',
	// https://apidocs.hibob.com/reference/post_people-search
	readOnlyPosts: ['/people/search', '/people/actual-payments/search'],
	variables: [
		{ name: 'HIBOB_SERVICE_USER_ID', what: 'the id of a service user' },
		{ name: 'HIBOB_SERVICE_USER_TOKEN', what: 'its token' },
		{
			name: 'HIBOB_BASE_URL',
			what: 'another address, such as https://api.sandbox.hibob.com/v1 for a sandbox',
			optional: true,
		},
	],
	// The least that is documented is ten a minute, of an endpoint that is not asked here.
	pauseMs: 300,
	accessOf: (environment) => {
		const id = entered(environment, 'HIBOB_SERVICE_USER_ID');
		const token = entered(environment, 'HIBOB_SERVICE_USER_TOKEN');
		return {
			...addressIn(environment, 'HIBOB_BASE_URL', 'https://api.hibob.com/v1'),
			headers: { authorization: `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}` },
		};
	},
	check: FIELDS,
	questions: [
		costWithoutBalance,
		costOfWeekends,
		durationsName,
		daysOff,
		bulkForm,
		bulkCursor,
		restrictedColumns,
		rowOrder,
		changeOrder,
		payments,
		personForm,
		humanReadable,
		timeOffWords,
		goneRequests,
		outUnits,
		lifecycleWords,
		limitsQuestion(['x-ratelimit-limit']),
	],
};
