import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { records } from '../fixtures/factorial/read.mts';
import {
	actionIn,
	keyOf,
	nodes,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import { describeNoTimeZone } from '../support/noTimeZone';

/** Of the fixtures; she leaves in years. */
const LEAVERS = (records().employees ?? [])
	.filter(({ id }) => id === '104')
	.map((person) => ({ ...person, terminated_on: '2099-06-30' }));

describeNoTimeZone<FactorialSimulator>({
	nodes,
	async start() {
		const factorial = await startRoomyFactorial({ employees: 0 });
		factorial.load(records());
		factorial.load({ employees: LEAVERS });
		return factorial;
	},
	triggerIn,
	actionIn,
	tell: async (factorial, trigger) =>
		await through(
			trigger,
			{ type: 'employees/employee/terminate', body: LEAVERS[0] ?? {} },
			keyOf(factorial),
		),
	toldAs: ['employee.termination_scheduled'],
	webhooksOf: ({ webhooks }) => webhooks.length,
	personOf: () => '104',
});
