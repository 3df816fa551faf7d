import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { WorkableHrTrigger } from '../../nodes/WorkableHr/WorkableHrTrigger.node';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { startWorkable } from '../../simulators/workable/index.mts';
import { hookContext, surround } from '../support/n8n';

let workable: WorkableSimulator;
beforeEach(async () => {
	workable = await startWorkable({ rateLimit: false });
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

it('registers', async () => {
	const type = new WorkableHrTrigger();
	const s = surround({
		type,
		credentialType: new WorkableHrApi(),
		credential: {
			subdomain: workable.subdomain,
			accessToken: workable.tokens[0]!.token,
			baseUrl: workable.baseUrl,
		},
		parameters: { hrEvents: ['employee.hired', 'leave.approved'] },
	});
	const hook = hookContext(s);
	expect(await type.webhookMethods.default.checkExists.call(hook)).toBe(false);
	await type.webhookMethods.default.create.call(hook);
	expect(workable.subscriptions.map(({ event }) => event).sort()).toEqual([
		'employee_published',
		'timeoff_updated',
	]);
	expect(await type.webhookMethods.default.checkExists.call(hook)).toBe(true);
	await type.webhookMethods.default.delete.call(hook);
	expect(workable.subscriptions).toEqual([]);
});
