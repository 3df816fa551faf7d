import { operations } from '../../nodes/Factorial/operations';
import * as factorial from '../support/factorial';
import type { RowsOfVendor } from '../support/rowsTold';
import { LISTENING, PLANTED, text } from '../support/rowsTold';
import { operationRunner } from '../support/vendorNodes';

/** Rows of Factorial with planted fields. */
export const rowsTold: RowsOfVendor = {
	work: { contract_version: { job_title: text, effective_on: text } },
	async told() {
		const simulator = await factorial.startRoomyFactorial();
		try {
			const [contract] = simulator.contracts;
			if (contract === undefined) throw new Error('There is no contract');
			const body = { ...contract, ...PLANTED };
			const type = 'contracts/contract_version/update';
			const parameters = { ...LISTENING, hrEvents: ['table.entry_updated'] };
			const node = factorial.triggerIn(simulator, { parameters });
			const { events } = await factorial.through(node, { type, body }, factorial.keyOf(simulator));
			const path = `/contracts/contract_versions/${contract.id}`;
			simulator.faults.answer(path, body);
			const doing = operationRunner(factorial, operations, (given) =>
				factorial.actionIn(simulator, given),
			);
			const asked = { contractVersionId: contract.id };
			const found = await doing(['contractVersion', 'get'], asked);
			return { byTrigger: events, byAction: found.map(({ json }) => json) };
		} finally {
			await simulator.close();
		}
	},
};
