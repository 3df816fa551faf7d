import { addressIn, entered } from '../shared/access.mts';
import { limitsQuestion } from '../shared/limits.mts';
import { textAt } from '../shared/values.mts';
import type { Vendor } from '../shared/vendor.mts';
import { absenceEnds } from './absenceEnds.mts';
import { absenceStatuses } from './absenceStatuses.mts';
import { absenceTimes } from './absenceTimes.mts';
import { attributeTypes, listAttributes } from './attributes.mts';
import { beta } from './beta.mts';
import { coming } from './coming.mts';
import { absenceFilterZone, dateFilters } from './dateFilters.mts';
import { employmentOrder } from './employmentOrder.mts';
import { emptyObjects } from './emptyObjects.mts';
import { employmentPerson, eventTimes, payloadKey } from './events.mts';
import { lastWorkingDay } from './lastWorkingDay.mts';
import { legalEntities } from './legalEntities.mts';
import { nextLink } from './nextLink.mts';
import { orgUnitList } from './orgUnits.mts';
import { grantedScopes } from './scopes.mts';
import { webhookQuery, webhookSecrets } from './webhooks.mts';

/** The name that the package goes by. */
const APP_ID = 'N8N';

export const vendor: Vendor = {
	name: 'personio',
	title: 'Personio',
	// The sign-in: https://developer.personio.de/reference/post_v2-auth-token
	readOnlyPosts: ['/v2/auth/token'],
	variables: [
		{ name: 'PERSONIO_CLIENT_ID', what: 'the client id of an API credential' },
		{ name: 'PERSONIO_CLIENT_SECRET', what: 'its client secret' },
		{ name: 'PERSONIO_BASE_URL', what: 'another address, such as a gateway', optional: true },
	],
	// The least that was seen is ten a second.
	pauseMs: 150,
	accessOf: (environment) => ({
		...addressIn(environment, 'PERSONIO_BASE_URL', 'https://api.personio.de'),
		headers: { 'x-personio-app-id': APP_ID },
		signIn: {
			call: { method: 'POST', path: '/v2/auth/token', needs: 'a valid client id and secret' },
			form: {
				grant_type: 'client_credentials',
				client_id: entered(environment, 'PERSONIO_CLIENT_ID'),
				client_secret: entered(environment, 'PERSONIO_CLIENT_SECRET'),
			},
			headersOf: (answer) => {
				const token = textAt(answer, 'access_token');
				return token === undefined ? undefined : { authorization: `Bearer ${token}` };
			},
		},
	}),
	questions: [
		grantedScopes,
		absenceTimes,
		absenceEnds,
		absenceStatuses,
		coming,
		employmentOrder,
		emptyObjects,
		lastWorkingDay,
		orgUnitList,
		legalEntities,
		beta,
		dateFilters,
		absenceFilterZone,
		nextLink,
		attributeTypes,
		listAttributes,
		webhookSecrets,
		webhookQuery,
		payloadKey,
		employmentPerson,
		eventTimes,
		limitsQuestion(['x-ratelimit-replenish-rate', 'x-ratelimit-burst-capacity']),
	],
};
