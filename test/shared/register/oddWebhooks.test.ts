import { API_VERSION } from '../../../nodes/Factorial/connection';
import { registration as factorial } from '../../../nodes/Factorial/registration';
import { registration as workable } from '../../../nodes/WorkableHr/registration';
import type { Registration, Webhook } from '../../../nodes/shared/vendor';
import { apiAnswering } from '../../support/apiOf';

/*
 * Whether a webhook at the vendor delivers: one of which that cannot be read is not left as it is.
 */

async function webhookIn(
	registration: Registration,
	answer: unknown,
): Promise<Webhook | undefined> {
	const [found] = await registration.list(apiAnswering(answer), () => true);
	return found;
}

describe('a webhook at Factorial', () => {
	it.each([
		[true, true],
		['true', true],
		[null, true],
		[undefined, true],
		[false, false],
		['on', false],
		[{ is: true }, false],
	])('that says of being enabled %j is on: %j', async (enabled, isOn) => {
		const type = 'employees/employee/update';
		const target_url = 'https://n8n.example/x';
		const webhook = { id: '1', company_id: 7, target_url, type, enabled };
		const answer = { data: [webhook], meta: { has_next_page: false } };
		expect(await webhookIn(factorial, answer)).toMatchObject({ id: '1', enabled: isOn });
	});

	it.each([
		[null, API_VERSION],
		[API_VERSION, API_VERSION],
		['2020-01-01', '2020-01-01'],
		[{}, expect.not.stringMatching(API_VERSION) as string],
	])('in the version %j is of the version %j', async (version, expected) => {
		const target_url = 'https://n8n.example/x';
		const webhook = { id: '1', company_id: 7, target_url, type: 'x', api_version: version };
		const found = await webhookIn(factorial, { data: [webhook], meta: {} });
		expect(found?.settings).toEqual({ api_version: expected });
	});
});

describe('a webhook at Workable', () => {
	it.each([
		[null, true],
		[undefined, true],
		['2999-01-01T00:00:00Z', true],
		['2020-01-01T00:00:00Z', false],
		['one day', false],
		[{ on: '2999-01-01' }, false],
		[[], false],
	])('that is valid until %j is on: %j', async (until, isOn) => {
		const webhook = { id: 1, target: 'https://n8n.example/x', valid_until: until };
		const found = await webhookIn(workable, { subscriptions: [webhook] });
		expect(found).toMatchObject({ id: '1', enabled: isOn });
	});
});
