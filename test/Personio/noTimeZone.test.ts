import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { eventJson } from '../fixtures/personio/read.mts';
import { answerEmployments, employmentsOf, serveRecords } from '../fixtures/personio/serve.mts';
import { describeNoTimeZone } from '../support/noTimeZone';
import { actionIn, nodes, startRoomyPersonio, through, triggerIn } from '../support/personio';

/** The client secret of the simulator's account. */
const secretOf = ({ clients }: PersonioSimulator): string => clients[0]?.clientSecret ?? '';

describeNoTimeZone<PersonioSimulator>({
	nodes,
	async start() {
		const personio = await startRoomyPersonio();
		const termination = { termination_date: '2099-06-30', type: 'EMPLOYEE' };
		answerEmployments(personio, '5020', [{ ...employmentsOf('5020')[0], termination }]);
		serveRecords(personio);
		return personio;
	},
	triggerIn,
	actionIn,
	tell: async (personio, trigger) =>
		await through(trigger, eventJson('employment.updated.termination'), secretOf(personio)),
	toldAs: ['employee.termination_scheduled', 'table.entry_updated'],
	webhooksOf: ({ webhooks }) => webhooks.length,
	personOf: ({ people }) => people[0]?.id ?? '',
});
