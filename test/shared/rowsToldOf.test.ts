import type { IDataObject } from 'n8n-workflow';

import { operations as factorialOperations } from '../../nodes/Factorial/operations';
import { operations as hiBobOperations } from '../../nodes/HiBob/operations';
import { operations as personioOperations } from '../../nodes/Personio/operations';
import { operations as workableOperations } from '../../nodes/WorkableHr/operations';
import { eventBytes, personCalled, records } from '../fixtures/hibob/read.mts';
import { employeeRecord } from '../fixtures/workable/read.mts';
import * as factorial from '../support/factorial';
import * as hibob from '../support/hibob';
import * as personio from '../support/personio';
import { operationRunner } from '../support/vendorNodes';
import * as workable from '../support/workable';

/*
 * Rows leave the nodes by lists of what may be told: what a company adds to a row, or the vendor one
 * day, stays behind.
 */

const MARK = 'PLANTED';
const PLANTED = {
	...{ iban: MARK, new_unknown_field: MARK, salary_amount: MARK, comments: MARK, birth_date: MARK },
	...{ nationalId: MARK, home_address: { street: MARK }, version_data: [{ bonus: MARK }] },
	...{ salaryPayType: MARK, customColumns: { column_1: MARK }, employment_note: MARK },
};
/** A part of an object that leaves is no other than the row itself. */
const INSIDE = { id: '77', private_phone: MARK };

const LISTENING = { listenFor: 'hrEvents', options: { skipRepeats: false } };

/** What leaves by default, by the name of the table. */
type Left = Array<[table: string, record: unknown]>;
const leftIn = (items: ReadonlyArray<{ table?: unknown } | IDataObject>): Left =>
	items.flatMap((item): Left => {
		const { name, record } = ((item as IDataObject)['table'] ?? item) as IDataObject;
		return typeof name === 'string' ? [[name, record]] : [];
	});

interface Told {
	/** Everything as text, in which nothing planted may be. */
	readonly text: string;
	readonly left: Left;
}
const toldBy = (items: ReadonlyArray<object>): Told => ({
	text: JSON.stringify(items),
	left: leftIn(items as IDataObject[]),
});

const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
	returnAll: true,
});

async function ofHiBob(): Promise<Told[]> {
	const simulator = await hibob.startRoomyHiBob({ employees: 0 });
	try {
		const { people, rows, timeOff } = records();
		const { 'root.id': employeeId } = personCalled('Ada');
		const training = { table: 'training', employeeId, id: 99, name: 'First aid' };
		const planted = [...rows, training].map((row) => ({
			...row,
			...PLANTED,
			...(row.table === 'work' && { reportsTo: INSIDE }),
		}));
		simulator.load({ people, rows: planted as typeof rows, timeOff });
		const parameters = { ...LISTENING, hrEvents: hibob.offered('hrEvents') };
		const node = hibob.triggerIn(simulator, { parameters });
		const events: object[] = [];
		for (const name of ['work', 'employment', 'lifecycle']) {
			const outputs = await hibob.through(node, eventBytes(`table.entry.created.${name}`));
			events.push(...outputs.events, ...outputs.unrecognised);
		}
		const doing = operationRunner(hibob, hiBobOperations, (given) =>
			hibob.actionIn(simulator, given),
		);
		const found: object[] = [];
		for (const table of ['work', 'employment', 'lifecycle', 'training']) {
			for (const row of planted.filter((one) => one.table === table).slice(0, 1)) {
				const output = await doing(['tableEntry', 'getAll'], { ...byId(row.employeeId), table });
				found.push(...output.map(({ json }) => json));
			}
		}
		return [toldBy(events), toldBy(found)];
	} finally {
		await simulator.close();
	}
}

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

async function ofWorkable(): Promise<Told[]> {
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
		simulator.faults.add({
			...{ kind: 'status', status: 200, times: 100, match: { path: '/employees/4d3' } },
			body: { ...employeeRecord('4d3'), ...groups },
		});
		const doing = operationRunner(workable, workableOperations, (given) =>
			workable.actionIn(simulator, given),
		);
		const found: object[] = [];
		for (const table of Object.keys(GROUPS)) {
			const output = await doing(['tableEntry', 'getAll'], { ...byId('4d3'), table });
			found.push(...output.map(({ json }) => json));
		}
		return [toldBy(events), toldBy(found)];
	} finally {
		await simulator.close();
	}
}

async function ofFactorial(): Promise<Told[]> {
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
		simulator.faults.add({ kind: 'status', status: 200, times: 100, match: { path }, body });
		const doing = operationRunner(factorial, factorialOperations, (given) =>
			factorial.actionIn(simulator, given),
		);
		const asked = { contractVersionId: contract.id };
		const found = await doing(['contractVersion', 'get'], asked);
		return [toldBy(events), toldBy(found.map(({ json }) => json))];
	} finally {
		await simulator.close();
	}
}

async function ofPersonio(): Promise<Told[]> {
	const simulator = await personio.startRoomyPersonio();
	try {
		const [employment] = simulator.employments;
		const personId = String(employment?.person?.id);
		const planted = {
			...employment,
			...PLANTED,
			position: { title: 'Engineer', ...INSIDE },
			supervisor: INSIDE,
			org_units: [{ type: 'team', ...INSIDE }],
		};
		const list = `/v2/persons/${personId}/employments`;
		const answer = { kind: 'status', status: 200, times: 100 } as const;
		simulator.faults.add({ ...answer, match: { path: list }, body: { _data: [planted] } });
		const one = `${list}/${employment?.id}`;
		simulator.faults.add({ ...answer, match: { path: one }, body: planted });
		const parameters = { ...LISTENING, hrEvents: ['table.entry_updated'] };
		const node = personio.triggerIn(simulator, { parameters });
		const update = {
			...{ company_id: '1', event_name: 'employment.updated', occurred_at: '2026-03-01T08:00:00Z' },
			payload: { person: { id: personId }, employment: { id: employment?.id } },
		};
		const secret = simulator.clients[0]?.clientSecret ?? '';
		const { events } = await personio.through(node, update, secret);
		const doing = operationRunner(personio, personioOperations, (given) =>
			personio.actionIn(simulator, given),
		);
		const found = await doing(['employment', 'getAll'], byId(personId));
		return [toldBy(events), toldBy(found.map(({ json }) => json))];
	} finally {
		await simulator.close();
	}
}

const text = expect.any(String) as unknown;

it.each<[vendor: string, told: () => Promise<Told[]>, work: Record<string, object>]>([
	[
		'HiBob',
		ofHiBob,
		{
			work: { title: text, department: text, reportsTo: { id: '77' } },
			employment: { contract: text, type: text },
			lifecycle: { status: text, effectiveDate: text },
			training: { name: 'First aid' },
		},
	],
	['Workable', ofWorkable, GROUPS],
	['Factorial', ofFactorial, { contract_version: { job_title: text, effective_on: text } }],
	[
		'Personio',
		ofPersonio,
		{
			employment: {
				employment_start_date: text,
				...{ position: { id: '77', title: 'Engineer' }, supervisor: { id: '77' } },
				org_units: [{ type: 'team', id: '77' }],
			},
		},
	],
])('%s: rows tell of work, and nothing that is not listed', async (_vendor, told, work) => {
	const [byTrigger, byAction] = await told();
	for (const { text: all, left } of [byTrigger, byAction].flatMap((one) => one ?? [])) {
		expect(all).not.toContain(MARK);
		expect(left.length).toBeGreaterThan(0);
		for (const [table, record] of left.filter(([name]) => name in work)) {
			expect([table, record]).toEqual([table, expect.objectContaining(work[table] ?? {})]);
		}
	}
	const namesOf = (one: Told | undefined): Set<string> => new Set(one?.left.map(([name]) => name));
	expect(namesOf(byAction)).toEqual(new Set(Object.keys(work)));
	// HiBob tells of no change of a training.
	const changing = Object.keys(work).filter((name) => name !== 'training');
	expect([...namesOf(byTrigger)]).toEqual(expect.arrayContaining(changing));
});
