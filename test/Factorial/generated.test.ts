import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { terminationOf } from '../../nodes/Factorial/events/leaving';
import { operations } from '../../nodes/Factorial/operations';
import { contractEntry, contractSchema } from '../../nodes/Factorial/records/contract';
import { NO_NAMES } from '../../nodes/Factorial/records/directory';
import { employeeSchema, normaliseEmployee } from '../../nodes/Factorial/records/employee';
import { leaveRecordSchema, normaliseLeave } from '../../nodes/Factorial/records/leave';
import { daySchema } from '../../nodes/shared/model/dates';
import { readAs } from '../../nodes/shared/reading/readAs';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { PRIVATE_MARK } from '../../simulators/factorial/index.mts';
import type { Outputs } from '../support/factorial';
import {
	action,
	actionIn,
	keyOf,
	offered,
	startRoomyFactorial,
	through,
	triggerIn,
} from '../support/factorial';
import fc, { someTries } from '../support/fastCheck.mts';
import type { FieldOf, Sent, SentRecord } from '../support/generated';
import {
	amountOf,
	checkMany,
	dayOf,
	expectAllAccountedFor,
	expectAmong,
	expectAs,
	expectMatch,
	expectWithout,
	flagOf,
	idOf,
	inOrder,
	listsOf,
	maybeIdOf,
	momentOf,
	ODD,
	readable,
	recordOf,
	textOf,
	wordOf,
} from '../support/generated';
import { useDeduplicator } from '../support/n8n';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Records as Factorial's specification allows them, and just beside it: whatever they are, nothing is
 * lost, and nothing definite is made of nothing.
 */

const A_WHILE_MS = 60_000;
const TODAY = daySchema.parse('2026-03-18');
const NOW = '2026-03-18T10:00:00.000Z';

const ids = fc.integer({ min: 1, max: 900 });
const words = fc.constantFrom('Nurse', 'Team Lead', 'x', 'Ürün müdürü', 'constructor');
const days = fc.constantFrom('2019-02-01', '2026-03-17', '2026-03-18', '2026-03-19', '2031-12-31');
const moments = fc.constantFrom('2026-03-18T08:30:00.000Z', '2025-01-01T00:00:00+01:00');
const addresses = fc.constantFrom(
	'a@work.example',
	'b@work.example',
	`${PRIVATE_MARK}@home.example`,
);

const times = { created_at: momentOf(moments), updated_at: momentOf(moments) };

const people = recordOf({
	id: idOf(ids),
	...{ first_name: textOf(words), last_name: textOf(words), full_name: textOf(words) },
	...{ preferred_name: textOf(words), email: textOf(addresses), login_email: textOf(addresses) },
	...{ communications_email: textOf(addresses), personal_email: textOf(addresses) },
	...{ company_id: maybeIdOf(ids), company_identifier: textOf(words) },
	...{ legal_entity_id: maybeIdOf(ids), location_id: maybeIdOf(ids), manager_id: maybeIdOf(ids) },
	...{
		terminated_on: dayOf(days),
		termination_reason_type: textOf(fc.constantFrom('voluntary', 'others', 'odd')),
	},
	...{ active: flagOf(), ...times },
});
const PERSON_DECIDES = ['id', 'terminated_on'] as const;

const contracts = recordOf({
	...{ id: maybeIdOf(ids), employee_id: idOf(ids), effective_on: dayOf(days) },
	...{ starts_on: dayOf(days), ends_on: dayOf(days), country: textOf(words) },
	...{ job_title: textOf(words), ...times },
	working_time_percentage_in_cents: amountOf(fc.constantFrom(0, 5_000, 10_000)),
	es_contract_observations: fc.constant({ value: `${PRIVATE_MARK}observations`, says: null }),
	version_data: fc.constant({ value: { fields: [`${PRIVATE_MARK}field`] }, says: null }),
});
const CONTRACT_DECIDES = ['id', 'employee_id', 'effective_on', 'starts_on', 'ends_on'] as const;

/** What each day of a leave takes, by date; a day may be odd. */
const unitsOf: fc.Arbitrary<Record<string, Sent>> = fc.dictionary(
	fc.constantFrom('2026-04-06', '2026-04-07', '2026-04-08', '2026-04-11'),
	amountOf(fc.constantFrom(0, 0.5, 1, 4, 8)),
	{ noNullPrototype: true },
);
type Says = Readonly<Record<string, unknown>>;
const valuesIn = (units: Record<string, Sent>): IDataObject =>
	Object.fromEntries(
		Object.entries(units)
			.filter(([, { value }]) => typeof value !== 'symbol')
			.map(([date, { value }]) => [date, value as IDataObject]),
	);
const saysIn = (units: Record<string, Sent>): Says =>
	Object.fromEntries(Object.entries(units).map(([date, { says }]) => [date, readable(says)]));
const durations: FieldOf = fc.oneof(
	{
		arbitrary: fc.tuple(unitsOf, unitsOf).map(
			([perDay, hours]): Sent => ({
				value: {
					workable_units_by_day: { days: { '2026-04-06': 1 }, hours: { '2026-04-06': 8 } },
					used_units_by_day: { days: valuesIn(perDay), hours: valuesIn(hours) },
				},
				says: { days: saysIn(perDay), hours: saysIn(hours) },
				isPartlyOdd: [...Object.values(perDay), ...Object.values(hours)].some(
					({ says }) => says === ODD,
				),
			}),
		),
		weight: 8,
	},
	{
		arbitrary: fc.constantFrom(null, '', [], {}).map((value) => ({ value, says: null })),
		weight: 2,
	},
	{ arbitrary: fc.constantFrom('x', 7, ['x']).map((value) => ({ value, says: ODD })), weight: 1 },
);

const anyLeaves = recordOf({
	...{ id: idOf(ids), employee_id: idOf(ids), start_on: dayOf(days), finish_on: dayOf(days) },
	half_day: wordOf('beginning_of_day', 'beggining_of_day', 'end_of_day'),
	...{ start_time: textOf(fc.constantFrom('14:30', 'noon')), leave_type_id: maybeIdOf(ids) },
	hours_amount_in_cents: amountOf(fc.constantFrom(0, 250, 800)),
	...{ leave_type_name: textOf(words), approved: flagOf(), deleted_at: momentOf(moments) },
	days_taken: amountOf(fc.constantFrom(0, 0.5, 3)),
	...{ duration_by_day_attributes: durations, ...times },
});
const LEAVE_DECIDES = [
	...(['id', 'employee_id', 'start_on', 'finish_on', 'approved', 'deleted_at'] as const),
];
const leaves = inOrder(anyLeaves, { from: 'start_on', to: 'finish_on', decides: LEAVE_DECIDES });

const memberships = recordOf({ id: idOf(ids), employee_id: idOf(ids), team_id: idOf(ids) });
const MEMBERSHIP_DECIDES = ['id', 'employee_id', 'team_id'] as const;

const HALVES: Readonly<Record<string, string>> = {
	beginning_of_day: 'morning',
	beggining_of_day: 'morning',
	end_of_day: 'afternoon',
};

type AnySent = SentRecord<string>;
const oddIn = ({ odd }: AnySent, decides: readonly string[]): string[] =>
	odd.filter((name) => decides.includes(name)).sort();
/** The names of fields without what is within them. */
const tops = (names: readonly string[]): string[] =>
	[...new Set(names.map((name) => name.split('.', 1)[0] ?? ''))].sort();
const textSaid = (says: unknown): unknown => {
	const said = readable(says);
	return said === '' ? null : said;
};

/** Reads a record; what decides and is odd is named, and so is each detail that is. */
function reading<T>(
	schema: Parameters<typeof readAs<T>>[0],
	record: AnySent,
	decides: readonly string[],
): T | null {
	const refused = oddIn(record, decides);
	const found = readAs(schema, record.body);
	if (!('value' in found)) {
		expectAs([...found.misfits].sort(), refused);
		if (refused.length === 0) expect(refused).not.toEqual([]);
		return null;
	}
	expectAs(refused, []);
	expectAs(tops(found.unread.fields), [...record.odd].sort());
	return found.value;
}

describe('very many records', () => {
	it(
		'of people say what stands in them, and nothing else',
		() => {
			checkMany(people, (sent) => {
				const { says } = sent;
				const person = reading(employeeSchema, sent, PERSON_DECIDES);
				if (person === null) return;
				const file = { person, contracts: [] };
				const told = normaliseEmployee(null, file, { names: NO_NAMES, today: TODAY });
				const end = says.terminated_on as string | null;
				const active = readable(says.active);
				expectMatch(told, {
					id: says.id,
					firstName: textSaid(says.first_name),
					lastName: textSaid(says.last_name),
					preferredName: textSaid(says.preferred_name),
					employeeNumber: textSaid(says.company_identifier),
					location: readable(says.location_id),
					legalEntity: readable(says.legal_entity_id),
					manager: { id: readable(says.manager_id), displayName: null },
					terminationDate: end,
					status:
						end !== null && end < TODAY
							? 'terminated'
							: active === null
								? 'unknown'
								: active === true
									? 'active'
									: 'inactive',
					...{ schedule: 'unknown', startDate: null, jobTitle: null, team: null },
				});
				const { email, login_email: login, communications_email: other } = says;
				expectAmong(told.workEmail, [null, ...[email, login, other].map(textSaid)]);
				const ending = terminationOf(person, []);
				const reason = textSaid(says.termination_reason_type);
				const types: Record<string, string> = { voluntary: 'voluntary', others: 'other' };
				if (end === null || ending === null) expectAs(ending, end);
				else {
					expectMatch(ending, {
						...{ date: end, accessEndDate: end, reasonRaw: reason },
						type: types[String(reason)] ?? 'unknown',
					});
				}
			});
		},
		A_WHILE_MS,
	);

	it(
		'of contract versions say what stands in them, and nothing private',
		() => {
			checkMany(contracts, (sent) => {
				const { says } = sent;
				const contract = reading(contractSchema, sent, CONTRACT_DECIDES);
				if (contract === null) return;
				const file = { person: null, contracts: [contract] };
				const told = normaliseEmployee('1', file, { names: NO_NAMES, today: TODAY });
				const percentage = readable(says.working_time_percentage_in_cents);
				expectMatch(told, {
					jobTitle: textSaid(says.job_title),
					country: textSaid(says.country),
					...{ startDate: says.starts_on, contractEndDate: says.ends_on, status: 'unknown' },
					schedule:
						percentage === null ? 'unknown' : percentage === 10_000 ? 'full_time' : 'part_time',
				});
				for (const includePayTables of [true, false]) {
					const entry = contractEntry(contract, { includePayTables });
					expectMatch(entry, { entryId: says.id, effectiveDate: says.effective_on });
					expectWithout(entry, PRIVATE_MARK);
				}
			});
		},
		A_WHILE_MS,
	);

	it(
		'of leaves say what stands in them, and nothing else',
		() => {
			checkMany(leaves, (sent) => {
				const leave = reading(leaveRecordSchema, sent, LEAVE_DECIDES);
				if (leave !== null) {
					checkLeave(sent, normaliseLeave(leave, new Map(), { withDays: true }));
				}
			});
		},
		A_WHILE_MS,
	);
});

function checkLeave({ says, body }: AnySent, told: ReturnType<typeof normaliseLeave>): void {
	const hours = says['hours_amount_in_cents'];
	const unit = hours === ODD ? 'unknown' : hours === null ? 'days' : 'hours';
	const half = says['half_day'];
	const part =
		unit !== 'days' || half === ODD ? null : half === null ? 'full' : HALVES[String(half)];
	const approved = says['approved'];
	const status =
		says['deleted_at'] !== null
			? 'deleted'
			: !Object.hasOwn(body, 'approved')
				? 'unknown'
				: approved === null
					? 'requested'
					: approved === true
						? 'approved'
						: 'declined';
	expectMatch(told, {
		...{ id: says['id'], status, unit, startPart: part, endPart: part },
		...{ startDate: says['start_on'], endDate: says['finish_on'], isPaid: null, endTime: null },
		...{ typeId: readable(says['leave_type_id']), typeName: textSaid(says['leave_type_name']) },
		isConfirmed: status === 'approved',
	});

	const used = (readable(says['duration_by_day_attributes']) ?? { days: {}, hours: {} }) as {
		readonly days: Readonly<Record<string, number | null>>;
		readonly hours: Readonly<Record<string, number | null>>;
	};
	const known = Object.values(used.days).filter((day) => day !== null);
	const inDays =
		known.length > 0 ? known.reduce((sum, day) => sum + day, 0) : readable(says['days_taken']);
	expectAs(
		told.amount,
		unit === 'unknown' ? null : unit === 'hours' ? Number(hours) / 100 : inDays,
	);

	const taken = [...new Set([...Object.keys(used.days), ...Object.keys(used.hours)])]
		.filter((date) => (used.days[date] ?? used.hours[date] ?? 0) > 0)
		.sort();
	expectAs(
		told.days.map(({ date }) => date),
		taken,
	);
	for (const { date, part: partOfDay, hours: hoursOfDay } of told.days) {
		const day = used.days[date] ?? null;
		if (hoursOfDay !== null) expectAs(hoursOfDay, used.hours[date]);
		if (partOfDay === 'full') expectAs(day !== null && day >= 1, true);
		else if (partOfDay !== null) expectAs([partOfDay, day], [part, 0.5]);
	}
}

describe('through the nodes', () => {
	let factorial: FactorialSimulator;
	beforeEach(async () => {
		await useDeduplicator();
		hints.length = 0;
		// The forms are the generator's own; the simulator must not change them again.
		factorial = await startRoomyFactorial({ employees: 0, sometimes: 'none' });
		Settings.now = () => Date.parse(NOW);
	});
	afterEach(async () => {
		Settings.now = () => Date.now();
		await factorial.close();
	});

	const { act, hints } = hintingAct(action);
	const run = operationRunner({ act }, operations, (given) => actionIn(factorial, given));
	const answers = (path: string, data: unknown): void => {
		factorial.faults.clear();
		const body = { data, meta: { has_next_page: false } };
		factorial.faults.answer(path, body, { method: 'GET' });
	};

	async function told(type: string, body: unknown): Promise<Outputs> {
		const options = { skipRepeats: false, fetchDetails: false };
		const parameters = { listenFor: 'hrEvents', hrEvents: offered('hrEvents'), options };
		const node = triggerIn(factorial, { parameters });
		return await through(node, { type, body: Buffer.from(JSON.stringify(body)) }, keyOf(factorial));
	}

	const deliveries: ReadonlyArray<readonly [string, fc.Arbitrary<AnySent>, readonly string[]]> = [
		['timeoff/leave/create', leaves, LEAVE_DECIDES],
		['timeoff/leave/approve', leaves, LEAVE_DECIDES],
		['timeoff/leave/update', leaves, LEAVE_DECIDES],
		['timeoff/leave/delete', leaves, LEAVE_DECIDES],
		['employees/employee/create_with_contract', people, ['id']],
		['employees/employee/update', people, ['id']],
		['employees/employee/terminate', people, ['id']],
		['employees/employee/unterminate', people, ['id']],
		['contracts/contract_version/create', contracts, CONTRACT_DECIDES],
		['contracts/contract_version/update', contracts, CONTRACT_DECIDES],
		['teams/membership/create', memberships, MEMBERSHIP_DECIDES],
	];

	it.each(deliveries)(
		'each delivery of %s is told, or goes to Unrecognised with what is wrong',
		async (type, records, decides) => {
			await fc.assert(
				fc.asyncProperty(records, async (sent) => {
					if (type.startsWith('employees/') && sent.says['id'] !== ODD) {
						// The person is, when they are read, as the delivery has them.
						factorial.load({ employees: [{ ...sent.body, id: sent.says['id'] }] as never });
					}
					const { events, unrecognised } = await told(type, sent.body);
					const refused = oddIn(sent, decides);
					expect(events.length + unrecognised.length).toBeGreaterThan(0);
					if (refused.length > 0) {
						expect(events).toEqual([]);
						for (const name of refused) expect(unrecognised[0]?.enrichment.reason).toContain(name);
						return;
					}
					for (const event of events) {
						for (const name of sent.odd) expect(event.enrichment.reason).toContain(name);
						if (event.category === 'termination' && type.endsWith('/terminate')) {
							expect(event.termination?.accessEndDate).toBe(sent.says['terminated_on']);
						}
					}
				}),
				{ numRuns: someTries(15) },
			);
		},
		A_WHILE_MS,
	);

	it.each<
		readonly [string, readonly [string, string], string, fc.Arbitrary<AnySent>, readonly string[]]
	>([
		['people', ['employee', 'getAll'], '/employees/employees', people, PERSON_DECIDES],
		['leaves', ['timeOff', 'getAll'], '/timeoff/leaves', leaves, LEAVE_DECIDES],
		[
			...(['contract versions', ['contractVersion', 'getAll']] as const),
			...(['/contracts/contract_versions', contracts, CONTRACT_DECIDES] as const),
		],
	])(
		'a list of %s keeps those that can be read, and says the rest',
		async (_, operation, path, records, decides) => {
			const lists = listsOf(records, { maxLength: 60 });
			await fc.assert(
				fc.asyncProperty(lists, async (list) => {
					hints.length = 0;
					answers(
						path,
						list.map(({ body }) => body),
					);
					const asked = run(operation, { returnAll: true, people: 'everyone' });
					await expectAllAccountedFor(list, { asked, hints }, (sent) => oddIn(sent, decides));
				}),
				{ numRuns: someTries(15) },
			);
		},
		A_WHILE_MS,
	);
});
