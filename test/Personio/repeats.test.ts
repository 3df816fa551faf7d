import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { offered, post, run, secretFor, startRoomyPersonio, triggerIn } from '../support/personio';
import type { Story } from '../support/repeats';
import { beginStory, endStory, expectNoRepeats } from '../support/repeats';

/* What comes once, and what comes again; see docs/repeats.md. */

const SECRET = 'papi-example-secret-of-acme';
/** A colleague of the simulator. */
const KWAME = '3004';

let personio: PersonioSimulator;
let story: Story<object>;
let now: number;

const at = (instant: string): void => {
	now = Date.parse(instant);
	story.at(instant);
};

beforeEach(async () => {
	now = Date.parse('2026-03-18T10:00:00.000Z');
	personio = await startRoomyPersonio({ now: () => now, tokenLifetimeSeconds: 1e9 });
	const node = triggerIn(personio, { parameters: { hrEvents: offered('hrEvents') } });
	story = await beginStory({
		post: async (body: object) =>
			await post(node, Buffer.from(JSON.stringify(body)), secretFor(node, SECRET)),
		run: async (items) => await run(node, items),
	});
	at('2026-03-18T10:00:00.000Z');
});
afterEach(async () => {
	await expectNoRepeats(story);
	endStory();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** A notification of something that has just happened. */
function told(event_name: string, payload: object): object {
	at(new Date(now + 20_000).toISOString());
	return {
		company_id: '48151',
		event_name,
		occurred_at: new Date(now).toISOString(),
		payload,
		meta: {},
	};
}

const employment = (): string =>
	personio.employments.find(({ person }) => person.id === KWAME)?.id ?? '';
const ofEmployment = (name = 'employment.updated'): object =>
	told(name, { employment: { id: employment() }, person: { id: KWAME } });
const ofPerson = (): object => told('person.updated', { person: { id: KWAME } });
const leaves = (terminationDate: string): void => {
	personio.scheduleTermination(KWAME, { terminationDate });
};
const hasStatus = (status: 'ACTIVE' | 'INACTIVE'): void => {
	if (status === 'INACTIVE') personio.setInactive(KWAME);
	else {
		const changes = { last_name: 'Mensah', status };
		personio.updatePerson(KWAME, changes);
		personio.updateEmployment(KWAME, { status });
	}
};

describe('a last day', () => {
	const scheduled = (day: string): string[] => [`employee.termination_scheduled ${day}`];

	it('moved, and moved back within a minute', async () => {
		leaves('2026-06-30');
		expect(await story.hear(ofEmployment())).toEqual(scheduled('2026-06-30'));
		leaves('2026-05-31');
		expect(await story.hear(ofEmployment())).toEqual(scheduled('2026-05-31'));
		leaves('2026-06-30');
		expect(await story.hear(ofEmployment())).toEqual(scheduled('2026-06-30'));
	});

	it('told by several deliveries at the same moment, and by edits on later days', async () => {
		leaves('2026-06-30');
		expect(await story.hearAtOnce(ofEmployment(), ofEmployment(), ofEmployment())).toEqual(
			scheduled('2026-06-30'),
		);
		at('2026-03-25T10:00:00.000Z');
		expect(await story.hear(ofEmployment(), ofPerson())).toEqual([]);
	});

	it('that is over, withdrawn, and entered again', async () => {
		const over = ['employee.access_ended 2026-03-10', 'employee.terminated 2026-03-10'];
		leaves('2026-03-10');
		expect(await story.hear(ofEmployment())).toEqual(over);
		personio.withdrawTermination(KWAME);
		expect(await story.hear(ofEmployment())).toEqual([]);
		leaves('2026-03-10');
		expect(await story.hear(ofEmployment())).toEqual(over);
	});

	it('that is over, moved to one that is ahead, and back', async () => {
		const over = ['employee.access_ended 2026-03-10', 'employee.terminated 2026-03-10'];
		leaves('2026-03-10');
		expect(await story.hear(ofEmployment())).toEqual(over);
		leaves('2026-06-30');
		expect(await story.hear(ofEmployment())).toEqual(scheduled('2026-06-30'));
		leaves('2026-03-10');
		expect(await story.hear(ofEmployment())).toEqual(over);
	});
});

describe('inactive', () => {
	it('without a date, active, and inactive half a year later', async () => {
		hasStatus('INACTIVE');
		expect(await story.hear(ofPerson())).toEqual([
			'employee.access_ended 2026-03-18',
			'employee.terminated 2026-03-18',
		]);
		at('2026-03-19T10:00:00.000Z');
		expect(await story.hear(ofPerson(), ofEmployment())).toEqual([]);
		hasStatus('ACTIVE');
		expect(await story.hear(ofPerson())).toEqual([]);
		at('2026-09-18T10:00:00.000Z');
		hasStatus('INACTIVE');
		expect(await story.hear(ofPerson())).toEqual([
			'employee.access_ended 2026-09-18',
			'employee.terminated 2026-09-18',
		]);
	});

	it('before the last day: locked out once, whatever is edited on later days', async () => {
		leaves('2026-06-30');
		await story.hear(ofEmployment());
		hasStatus('INACTIVE');
		expect(await story.hear(ofPerson())).toEqual(['employee.access_ended 2026-03-18']);
		at('2026-03-25T10:00:00.000Z');
		expect(await story.hear(ofPerson(), ofEmployment())).toEqual([]);
	});
});

describe('an absence', () => {
	let id: string;
	const event = (what: string): object =>
		told(`absence-period.${what}`, { absence_period: { id }, person: { id: KWAME } });

	beforeEach(async () => {
		id = personio.requestAbsence({ personId: KWAME, from: '2026-05-04' });
		expect(await story.hear(event('created'))).toEqual(['leave.requested 2026-05-04']);
	});

	it('moved, moved back, and moved again', async () => {
		const told: string[][] = [];
		for (const from of ['2026-05-11', '2026-05-04', '2026-05-11']) {
			personio.moveAbsence(id, { from });
			told.push(await story.hear(event('updated.timerange')));
		}
		expect(told).toEqual([
			['leave.updated 2026-05-11'],
			['leave.updated 2026-05-04'],
			['leave.updated 2026-05-11'],
		]);
	});

	it('approved, declined and approved within a minute; said to be moved without being moved', async () => {
		const told: string[][] = [];
		for (const status of ['APPROVED', 'REJECTED', 'APPROVED']) {
			personio.setAbsenceStatus(id, status);
			told.push(await story.hear(event('updated.status')));
		}
		expect(told).toEqual([
			['leave.approved 2026-05-04'],
			['leave.declined 2026-05-04'],
			['leave.approved 2026-05-04'],
		]);
		expect(await story.hear(event('updated.timerange'))).toEqual([]);
	});

	it('moved and approved, when both are read at the end', async () => {
		personio.moveAbsence(id, { from: '2026-05-11' });
		personio.setAbsenceStatus(id, 'APPROVED');
		const told = await story.hear(event('updated.status'), event('updated.timerange'));
		expect(told).toEqual(['leave.approved 2026-05-11', 'leave.updated 2026-05-11']);
	});
});
