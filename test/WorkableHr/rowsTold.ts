import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/WorkableHr/operations';
import { employeeRecord } from '../fixtures/workable/read.mts';
import * as workable from '../support/workable';
import type { RowsOfVendor } from '../support/rowsTold';
import { byId, LISTENING, PLANTED } from '../support/rowsTold';
import { operationRunner } from '../support/vendorNodes';

const GROUPS: Readonly<Record<string, IDataObject>> = {
	employment_group: {
		employment_effective_date: '2024-01-01T00:00:00.000Z',
		employment_status: 'employement_type_full_time',
		employment_work_place: 'remote',
	},
	probation_group: { probation_end_date: '2024-06-30' },
	education_group: { education_degree: 'MSc' },
	work_experience_group: { work_experience_title: 'Engineer' },
	assets_group: { asset_serial_number: 'C02' },
};

/** Rows of Workable with planted fields. */
export const rowsTold: RowsOfVendor = {
	work: GROUPS,
	async told() {
		const simulator = await workable.startRoomyWorkable();
		try {
			const groups = Object.fromEntries(
				[...Object.entries(GROUPS), ['salary_group', {}] as const].map(([name, work]) => [
					name,
					[{ row_id: name, is_primary: true, value: { ...work, ...PLANTED } }],
				]),
			);
			const parameters = { ...LISTENING, hrEvents: ['table.entry_updated'] };
			const node = workable.triggerIn(simulator, { parameters });
			const update = {
				data: { id: '4d3', ...groups },
				id: '4d3',
				...{ resource_type: 'employee', event_type: 'employee_updated' },
				fired_at: '2026-03-01T10:00:00.000Z',
			};
			const { events } = await workable.through(node, update, workable.tokenOf(simulator));
			simulator.faults.answer('/employees/4d3', { ...employeeRecord('4d3'), ...groups });
			const doing = operationRunner(workable, operations, (given) =>
				workable.actionIn(simulator, given),
			);
			const found: object[] = [];
			for (const table of Object.keys(GROUPS)) {
				const output = await doing(['tableEntry', 'getAll'], { ...byId('4d3'), table });
				found.push(...output.map(({ json }) => json));
			}
			return { byTrigger: events, byAction: found };
		} finally {
			await simulator.close();
		}
	},
};
