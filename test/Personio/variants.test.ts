import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/Personio/operations';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import {
	act,
	actionIn,
	offered,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';
import { operationRunner } from '../support/vendorNodes';

/*
 * What Personio may do in one way or in another, in the trigger and in the actions.
 */

const NOW = Date.parse('2027-01-15T10:00:00.000Z');

let personio: PersonioSimulator;
async function start(options: PersonioOptions): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ people: 3, now: () => NOW, ...options });
}
beforeEach(() => {
	Settings.now = () => NOW;
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const run = operationRunner({ act }, operations, (given) => actionIn(personio, given));
const doing = async (...asked: Parameters<typeof run>): Promise<IDataObject[]> =>
	(await run(...asked)).map(({ json }) => json);
const nth = (index: number): string => personio.people[index]?.id ?? '';
const byId = (value: string): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
async function told(eventName: string, payload: object) {
	const node = triggerIn(personio, {
		parameters: { hrEvents: offered('hrEvents'), options: { skipRepeats: false } },
	});
	const body = {
		...{ event_id: 'e-1', event_name: eventName, company_id: '48151' },
		...{ occurred_at: '2027-01-15T09:59:00Z', version: '1', payload },
	};
	return await through(node, body, personio.clients[0]?.clientSecret ?? '');
}

describe.each(['listed', 'by-id-only'] as const)('an employment to come is %s', (coming) => {
	it('and the one that runs speaks, but for what is about the other', async () => {
		await start({ comingEmployments: coming });
		const [boss, person, nextBoss] = [nth(0), nth(1), nth(2)];
		const now = { position: { title: 'Dispatcher' }, supervisor: { id: boss } };
		personio.updateEmployment(person, now);
		const later = { position: { title: 'Head of Logistics' }, supervisor: { id: nextBoss } };
		const id = personio.addEmployment(person, { startDate: '2027-07-01', ...later });
		const absenceId = personio.requestAbsence({ personId: person, from: '2027-02-01' });
		const present = {
			...{ status: 'active', jobTitle: 'Dispatcher', terminationDate: null },
			manager: { id: boss, displayName: expect.any(String) as string },
		};
		const { events } = await told('absence-period.created', { absence_period: { id: absenceId } });
		expect(events).toMatchObject([{ employee: present }]);
		expect(await doing(['employee', 'get'], byId(person))).toMatchObject([present]);
		const all = await doing(['employee', 'getAll'], { returnAll: true });
		expect(all.find(({ id: one }) => one === person)).toMatchObject(present);

		const about = { employment: { id }, person: { id: person } };
		const created = await told('employment.created', about);
		expect(created.events[0]?.employee).toMatchObject({
			...{ status: 'pending', jobTitle: 'Head of Logistics', startDate: '2027-07-01' },
			manager: { id: nextBoss, displayName: expect.any(String) as string },
		});
	});
});

it('references without ids are null, and cost nobody an event or a list', async () => {
	await start({ references: 'without-id' });
	const person = nth(1);
	const bare = {
		...{ department: null, team: null, location: null, legalEntity: null, costCenter: null },
		manager: { id: null, displayName: null, workEmail: null },
	};
	expect(await doing(['employee', 'get'], byId(person))).toMatchObject([bare]);
	expect(await doing(['employee', 'getAll'], { returnAll: true })).toMatchObject([
		bare,
		bare,
		bare,
	]);
	personio.endEmployment(person, { endDate: '2027-01-14' });
	const employment = personio.employments.find((one) => one.person.id === person);
	const { events, unrecognised } = await told('employment.terminated', {
		...{ employment: { id: employment?.id }, person: { id: person } },
	});
	expect(unrecognised).toEqual([]);
	expect(events.map(({ eventType }) => eventType)).toEqual([
		'employee.access_ended',
		'employee.terminated',
	]);
});

it.each(['', 'Z', '.000Z', '+01:00', '+0100', '-08:00'])(
	'a leave of days at %j is not a day too long',
	async (absenceZone) => {
		await start({ absenceZone });
		const wish = { personId: nth(1), from: '2027-03-08', to: '2027-03-12' };
		const id = personio.requestAbsence(wish);
		const { events } = await told('absence-period.created', { absence_period: { id } });
		const days = { startDate: '2027-03-08', endDate: '2027-03-12', endTime: null, endPart: 'full' };
		expect(events).toMatchObject([{ leave: days }]);
		const from = async (day: string): Promise<IDataObject[]> =>
			await doing(['timeOff', 'getAll'], { people: 'everyone', filters: { from: day } });
		expect(await from('2027-03-12')).toMatchObject([{ id, ...days }]);
		expect(await from('2027-03-13')).toEqual([]);
	},
);

it.each(['detail', 'id'] as const)(
	'one odd record (%s) of a list costs no other one',
	async (oddRecords) => {
		await start({ oddRecords, sometimes: 'all' });
		const found = await doing(['employee', 'getAll'], { returnAll: true });
		const ids = personio.people.map(({ id }) => id);
		expect(found.map(({ id }) => id)).toEqual(oddRecords === 'id' ? ids.slice(1) : ids);
	},
);

it('loose forms and another order say the same', async () => {
	const seen: IDataObject[][] = [];
	for (const sometimes of ['none', 'all'] as const) {
		await start({ sometimes });
		personio.addEmployment(nth(1), { startDate: '2027-07-01', position: { title: 'Baker' } });
		personio.requestAbsence({ personId: nth(1), from: '2027-03-08', to: '2027-03-12' });
		const attributes = { returnAll: true, includeCustomAttributes: true };
		const everybody = { people: 'everyone', returnAll: true };
		seen.push([
			...(await doing(['employee', 'getAll'], attributes)),
			...(await doing(['timeOff', 'getAll'], { ...everybody, fetchLeaveDays: true })),
		]);
	}
	expect(seen[1]).toEqual(seen[0]);
});
