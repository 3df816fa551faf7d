import { Settings } from 'luxon';

import { operations } from '../../nodes/Personio/operations';
import { absenceSchema, normaliseAbsence } from '../../nodes/Personio/records/absence';
import { listAbsenceTypes } from '../../nodes/Personio/records/fetch/absenceTypes';
import { readBreakdown } from '../../nodes/Personio/records/fetch/breakdowns';
import { NO_NAMES } from '../../nodes/Personio/records/directory';
import { normaliseEmployee } from '../../nodes/Personio/records/employee';
import {
	employmentEntry,
	employmentSchema,
	terminationOf,
} from '../../nodes/Personio/records/employment';
import { personSchema } from '../../nodes/Personio/records/person';
import { registration } from '../../nodes/Personio/registration';
import { daySchema } from '../../nodes/shared/model/dates';
import type { Api } from '../../nodes/shared/outbound/api';
import { lookUp } from '../../nodes/shared/model/lookUp';
import { takeRecords } from '../../nodes/shared/outbound/paging';
import { readAs } from '../../nodes/shared/reading/readAs';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { answer } from '../fixtures/personio/serve.mts';
import { apiAnswering } from '../support/apiOf';
import fc, { someTries } from '../support/fastCheck.mts';
import type { FieldOf, SentRecord } from '../support/generated';
import {
	amountOf,
	checkMany,
	checkManyInLists,
	dayOf,
	expectAllAccountedFor,
	expectAmong,
	expectAs,
	expectMatch,
	expectWithout,
	idOf,
	listed as listOfObjects,
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
import type { Outputs } from '../support/personio';
import {
	action,
	actionIn,
	offered,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Records as Personio's specification allows them, and just beside it: whatever they are, nothing is
 * lost, and nothing definite is made of nothing.
 */

const A_WHILE_MS = 120_000;
const TODAY = daySchema.parse('2026-03-18');
const NOW = '2026-03-18T10:00:00.000Z';
const PRIVATE_MARK = 'a reason that is nobody else’s business';

const ids = fc.integer({ min: 1, max: 900 });
const words = fc.constantFrom('Nurse', 'Team Lead', 'x', 'Ürün müdürü', 'constructor');
const days = fc.constantFrom('2019-02-01', '2026-03-17', '2026-03-18', '2026-03-19', '2031-12-31');
const moments = fc.constantFrom('2026-03-18T08:30:00.000Z', '2025-01-01T00:00:00+0100');
const statuses = ['ACTIVE', 'INACTIVE', 'ONBOARDING', 'LEAVE'];

/** A word of a list, in another case and with blanks around it. */
const spelledOtherwise = (known: readonly string[]): FieldOf =>
	fc.constantFrom(...known).chain((word) => {
		const capitalised = `${word.charAt(0)}${word.slice(1).toLowerCase()}`;
		return fc
			.constantFrom(word.toLowerCase(), ` ${word} `, `${capitalised}\n`)
			.map((value) => ({ value, says: word }));
	});

/** A word of a list; any other text stays as it is written. */
const openWordOf = (known: readonly string[], ...others: string[]): FieldOf =>
	fc.oneof(
		{ arbitrary: textOf(fc.constantFrom(...known, ...others)), weight: 3 },
		{ arbitrary: spelledOtherwise(known), weight: 1 },
	);

/** A word of a list; any other one is none. */
const closedWordOf = (...known: string[]): FieldOf =>
	fc.oneof(
		{ arbitrary: wordOf(...known), weight: 3 },
		{ arbitrary: spelledOtherwise(known), weight: 1 },
	);

type AnySent = SentRecord<string>;
const constant = (value: unknown, says: unknown): FieldOf => fc.constant({ value, says });

/** An object in a record; the empty forms say nothing, anything else that is no object is odd. */
function nested(fields: Record<string, FieldOf>, decides: readonly string[] = []): FieldOf {
	const good = recordOf(fields).map(({ body, says, odd }) => {
		const isRefused = odd.some((name) => decides.includes(name));
		return { value: body, says: isRefused ? ODD : says, isPartlyOdd: odd.length > 0 };
	});
	return fc.oneof(
		{ arbitrary: good, weight: 12 },
		...[null, '', [], {}].map((value) => ({ arbitrary: constant(value, null), weight: 1 })),
		...[7.5, true, ['x']].map((value) => ({ arbitrary: constant(value, ODD), weight: 1 })),
	);
}

/** What a record refers to: by its id within an object or bare, or without one. */
const reference: FieldOf = fc.oneof(
	{
		arbitrary: maybeIdOf(ids).map(({ value, says }) =>
			typeof value === 'symbol' ? { value: {}, says: null } : { value: { id: value }, says },
		),
		weight: 10,
	},
	{ arbitrary: ids.map((id) => ({ value: String(id), says: String(id) })), weight: 1 },
	...[null, '', [], {}].map((value) => ({ arbitrary: constant(value, null), weight: 1 })),
	{ arbitrary: constant(true, ODD), weight: 1 },
);

const people = recordOf({
	...{ id: idOf(ids), email: textOf(fc.constant('a@work.example')), first_name: textOf(words) },
	...{
		last_name: textOf(words),
		preferred_name: textOf(words),
		status: openWordOf(statuses, 'UNSPECIFIED', 'new'),
	},
	...{ updated_at: momentOf(moments), created_at: momentOf(moments) },
	custom_attributes: listOfObjects({
		...{ id: idOf(ids), global_id: textOf(words), type: textOf(words), label: textOf(words) },
		value: constant('x', 'x'),
	}),
});
const PERSON_DECIDES = ['id', 'status'];

const TYPES = { FIRED: 'involuntary', QUIT: 'voluntary', SUB_COMPANY_SWITCH: 'transfer' };
const employments = recordOf({
	...{ id: idOf(ids), status: openWordOf(statuses, 'UNSPECIFIED', 'new'), person: reference },
	...{ employment_start_date: dayOf(days), employment_end_date: dayOf(days) },
	termination: nested(
		{
			...{ termination_date: dayOf(days), last_working_day: dayOf(days) },
			...{ last_working_date: dayOf(days), terminated_at: dayOf(days) },
			type: openWordOf(Object.keys(TYPES), 'ANOTHER'),
			reason: constant(PRIVATE_MARK, null),
		},
		['termination_date', 'last_working_day', 'last_working_date', 'type'],
	),
	type: openWordOf(['INTERNAL', 'EXTERNAL'], 'UNSPECIFIED'),
	position: nested({ title: textOf(words) }),
	weekly_working_hours: amountOf(fc.constantFrom(0, 20, 38.5, 40)),
	full_time_weekly_working_hours: amountOf(fc.constantFrom(38.5, 40)),
	...{ probation_end_date: dayOf(days), contract_end_date: dayOf(days) },
	...{ created_at: momentOf(moments), updated_at: momentOf(moments) },
	...{ supervisor: reference, office: reference, legal_entity: reference, sub_company: reference },
	org_units: listOfObjects(
		{ type: constant('department', 'department'), id: maybeIdOf(ids) },
		'id',
	),
	cost_centers: listOfObjects(
		{ id: maybeIdOf(ids), weight: amountOf(fc.constantFrom(0, 40, 100)) },
		'id',
	),
});
const EMPLOYMENT_DECIDES = [
	...['id', 'status', 'person', 'employment_start_date', 'employment_end_date', 'termination'],
];

const end = nested({ date_time: dayOf(days), type: closedWordOf('FIRST_HALF', 'SECOND_HALF') }, [
	'date_time',
]);
const absences = recordOf({
	...{ id: idOf(ids), person: reference, absence_type: reference, starts_from: end, ends_at: end },
	timezone_id: fc.oneof(
		...[constant('Europe/Berlin', 'Europe/Berlin'), constant('', null), constant(null, null)],
		...[constant('CEST', ODD), constant({}, ODD)],
	),
	approval: nested({ status: openWordOf(['APPROVED', 'PENDING', 'REJECTED'], 'NEW') }, ['status']),
	...{ created_at: momentOf(moments), updated_at: momentOf(moments) },
	comment: constant(PRIVATE_MARK, null),
}).map((sent) => {
	const [first, last] = [sent.says.starts_from, sent.says.ends_at].map((says) =>
		within(says, 'date_time'),
	);
	if (typeof first !== 'string' || typeof last !== 'string' || last >= first) return sent;
	if (refusedIn(sent, ABSENCE_DECIDES).length > 0) return sent;
	// An end before the start is none.
	const odd = [...new Set([...sent.odd, 'ends_at' as const])];
	return { ...sent, says: { ...sent.says, ends_at: ODD }, odd };
});
const ABSENCE_DECIDES = ['id', 'person', 'starts_from', 'ends_at', 'approval'];

const types = recordOf({
	...{
		id: idOf(ids),
		name: textOf(fc.constantFrom('Paid vacation', 'Urlaub', 'Sonderurlaub', 'toString')),
	},
	category: textOf(fc.constantFrom('SICK_LEAVE', 'PARENTAL_LEAVE', 'NEW', 'constructor')),
	unit: openWordOf(['DAY', 'HOUR'], 'WEEK', 'toString'),
});
const TYPE_DECIDES = ['id'];

const UNITS: Readonly<Record<string, string>> = { DAY: 'days', HOUR: 'hours' };

/** A field without which a record is nothing. */
const needed = (field: FieldOf): FieldOf =>
	field.map((sent) => (sent.says === null ? { ...sent, says: ODD } : sent));
const leaveDays = fc.constantFrom('2026-03-16', '2026-03-17', '2026-03-18', '2026-03-20');
const breakdowns = recordOf({
	date: needed(dayOf(leaveDays)),
	effective_duration: needed(
		nested(
			{
				unit: openWordOf(['DAY', 'HOUR'], 'WEEK', 'toString'),
				value: needed(amountOf(fc.constantFrom(0, 0.5, 1, 4, 7.6))),
			},
			['unit', 'value'],
		),
	),
});
const BREAKDOWN_DECIDES = ['date', 'effective_duration'];

const OURS = 'https://n8n.example/webhook/5f/webhook';
const webhooks = recordOf({
	...{ id: idOf(ids), url: textOf(fc.constantFrom(OURS, `${OURS}?node=abc`, 'elsewhere', ' ')) },
	description: textOf(
		fc.constantFrom('Leavers [node=abc] [key k1]', 'Theirs', '[node=abc]', '[key k1] no more'),
	),
	status: closedWordOf('ENABLED', 'DISABLED'),
	auth_type: closedWordOf('NONE', 'TOKEN', 'CUSTOM'),
	enabled_events: fc.oneof(
		...[['person.created'], ['person.created', 'person.updated'], []].map((events) =>
			constant(events, events),
		),
		...[null, '', {}].map((value) => constant(value, null)),
		...[7, true, 'all'].map((value) => constant(value, ODD)),
		fc.constant({ value: ['person.created', {}, 7], says: ['person.created'], isPartlyOdd: true }),
	),
});
const WEBHOOK_DECIDES = ['id'];

const refusedIn = ({ says }: AnySent, decides: readonly string[]): string[] =>
	decides.filter((name) => says[name] === ODD).sort();
/** The names of fields without what is within them. */
const tops = (names: readonly string[]): string[] =>
	[...new Set(names.map((name) => name.split('.', 1)[0] ?? ''))].sort();
const textSaid = (says: unknown): unknown => {
	const said = readable(says);
	return typeof said === 'string' && said.trim() === '' ? null : said;
};
/** What a field within an object says. */
const within = (says: unknown, name: string): unknown => {
	const object = readable(says);
	if (typeof object !== 'object' || object === null) return null;
	return Object.getOwnPropertyDescriptor(object, name)?.value ?? null;
};

/** Reads a record; what decides and is odd is named, and so is each detail that is. */
function reading<T>(
	schema: Parameters<typeof readAs<T>>[0],
	record: AnySent,
	decides: readonly string[],
): T | null {
	const refused = refusedIn(record, decides);
	const found = readAs(schema, record.body);
	if (!('value' in found)) {
		expectAs(tops(found.misfits), refused);
		if (refused.length === 0) expect(refused).not.toEqual([]);
		return null;
	}
	expectAs(refused, []);
	expectAs(tops(found.unread.fields), [...record.odd].sort());
	return found.value;
}

function statusFor(raw: unknown, first: unknown, last: unknown): string {
	switch (raw) {
		case 'ONBOARDING':
			return 'pending';
		case 'ACTIVE':
			return typeof first === 'string' && first > TODAY ? 'pending' : 'active';
		case 'LEAVE':
			return 'on_leave';
		case 'INACTIVE':
			return typeof last === 'string' && last < TODAY ? 'terminated' : 'inactive';
		default:
			return 'unknown';
	}
}

describe('very many records', () => {
	it(
		'of people say what stands in them, and nothing else',
		() => {
			checkMany(people, (sent) => {
				const { says } = sent;
				const person = reading(personSchema, sent, PERSON_DECIDES);
				if (person === null) return;
				const file = { person, employments: [] };
				expectMatch(normaliseEmployee(null, file, { names: NO_NAMES, today: TODAY }), {
					...{ id: says.id, firstName: textSaid(says.first_name) },
					...{ lastName: textSaid(says.last_name), workEmail: textSaid(says.email) },
					...{ preferredName: textSaid(says.preferred_name), statusRaw: textSaid(says.status) },
					status: statusFor(says.status, null, null),
					...{ schedule: 'unknown', relationship: 'unknown', startDate: null, department: null },
				});
			});
		},
		A_WHILE_MS,
	);

	it(
		'of employments say what stands in them, and nothing private',
		() => {
			checkMany(employments, (sent) => {
				const { says } = sent;
				const employment = reading(employmentSchema, sent, EMPLOYMENT_DECIDES);
				if (employment === null) return;
				const file = { person: null, employments: [employment] };
				const told = normaliseEmployee('1', file, { names: NO_NAMES, today: TODAY });
				const last = within(says.termination, 'termination_date') ?? says.employment_end_date;
				const [hours, full] = [says.weekly_working_hours, says.full_time_weekly_working_hours].map(
					readable,
				);
				const relationships: Record<string, string> = {
					INTERNAL: 'employee',
					EXTERNAL: 'contractor',
				};
				expectMatch(told, {
					jobTitle: textSaid(within(says.position, 'title')),
					...{ location: readable(says.office), manager: { id: readable(says.supervisor) } },
					legalEntity: readable(says.legal_entity) ?? readable(says.sub_company),
					...{ statusRaw: textSaid(says.status), typeRaw: textSaid(says.type) },
					status: statusFor(says.status, says.employment_start_date, last),
					relationship: relationships[String(readable(says.type))] ?? 'unknown',
					...{ startDate: says.employment_start_date, terminationDate: last },
					probationEndDate: readable(says.probation_end_date),
					contractEndDate: readable(says.contract_end_date),
					schedule:
						hours == null || full == null
							? 'unknown'
							: Number(hours) < Number(full)
								? 'part_time'
								: 'full_time',
				});
				const type = textSaid(within(says.termination, 'type'));
				expectMatch(terminationOf(employment), {
					...{ date: last, reasonRaw: type },
					noticeDate: readable(within(says.termination, 'terminated_at')),
					type: Object.entries(TYPES).find(([word]) => word === type)?.[1] ?? 'unknown',
					lastWorkingDate:
						within(says.termination, 'last_working_day') ??
						within(says.termination, 'last_working_date'),
				});
				const entry = employmentEntry(employment.id, employment);
				expectAs(entry.effectiveDate, says.employment_start_date);
				expectWithout([entry, told], PRIVATE_MARK);
			});
		},
		A_WHILE_MS,
	);

	it(
		'of absences say what stands in them, and nothing else',
		() => {
			checkMany(absences, (sent) => {
				const absence = reading(absenceSchema, sent, ABSENCE_DECIDES);
				if (absence === null) return;
				const told = normaliseAbsence(absence, { types: new Map(), breakdown: null });
				const { says } = sent;
				const known: Record<string, string> = {
					...{ APPROVED: 'approved', PENDING: 'requested', REJECTED: 'declined' },
				};
				const raw = textSaid(within(says.approval, 'status'));
				const status = known[String(raw)] ?? 'unknown';
				expectMatch(told, {
					...{ id: says.id, statusRaw: raw, status, unit: 'unknown', amount: null },
					isConfirmed: status === 'unknown' ? null : status === 'approved',
					...{ typeId: readable(says.absence_type), typeName: null, isPaid: null },
					...{ startDate: within(says.starts_from, 'date_time'), startTime: null, endTime: null },
					timezone: readable(says.timezone_id),
				});
				expectAs(told.days, []);
				const last = within(says.ends_at, 'date_time');
				if (last === null) expectAs(told.endDate, null);
				else expectAmong(told.endDate, [last, dayBefore(String(last))]);
				for (const [side, part] of [
					['starts_from', told.startPart],
					['ends_at', told.endPart],
				] as const) {
					if (within(says[side], 'type') === ODD) expectAs(part, null);
				}
				expectWithout(told, PRIVATE_MARK);
			});
		},
		A_WHILE_MS,
	);
});

describe('lists of very many records', () => {
	/**
	 * What a list gives: the records that fit, and the notes of all else. Null where it is refused, as
	 * nothing fits.
	 */
	async function listed<T>(
		list: readonly AnySent[],
		decides: readonly string[],
		read: (api: Api) => Promise<T[]>,
	): Promise<{ found: T[]; fitting: AnySent[] } | null> {
		const fitting = list.filter((sent) => refusedIn(sent, decides).length === 0);
		const api = apiAnswering({ _data: list.map(({ body }) => body) });
		const found = await read(api).catch((error: unknown) => {
			if (fitting.length > 0) throw error;
			return null;
		});
		if (found === null) return null;
		if (fitting.length === 0) expect(list).toEqual([]);
		const [unread] = [...api.unread.all.values()];
		const refused = list.map((sent) => refusedIn(sent, decides)).filter(({ length }) => length > 0);
		expectAs(unread?.leftOut ?? 0, refused.length);
		const named = tops(unread?.leftOutFor ?? []);
		expectAs(
			named.filter((name) => !refused.flat().includes(name)),
			[],
		);
		expectAs(
			refused.filter((names) => !names.some((name) => named.includes(name))),
			[],
		);
		const odd = tops(fitting.flatMap((sent) => sent.odd));
		expectAs(
			odd.filter((name) => !tops(unread?.fields ?? []).includes(name)),
			[],
		);
		return { found, fitting };
	}

	const absence = readable(
		readAs(absenceSchema, {
			...{ id: '1', absence_type: { id: '7' } },
			starts_from: { date_time: '2026-03-16T00:00:00', type: 'SECOND_HALF' },
			ends_at: { date_time: '2026-03-21T00:00:00' },
		}),
	) as { readonly value: Parameters<typeof normaliseAbsence>[0] };

	it(
		'of kinds of absence say what stands in them, and nothing else',
		async () => {
			const categories: Record<string, string> = { SICK_LEAVE: 'sick', PARENTAL_LEAVE: 'parental' };
			await checkManyInLists(types, async (list) => {
				const read = await listed(list, TYPE_DECIDES, async (api) => {
					return await takeRecords(listAbsenceTypes(api), null);
				});
				if (read === null) return;
				expectAs(
					read.found.map(({ id }) => id),
					read.fitting.map(({ says }) => says.id),
				);
				for (const [index, type] of read.found.entries()) {
					const says = read.fitting[index]?.says ?? {};
					const told = normaliseAbsence(absence.value, {
						...{ types: new Map([['7', type]]), breakdown: null },
					});
					const name = textSaid(says['name']);
					expectMatch(told, {
						typeName: name,
						unit: lookUp(UNITS, String(textSaid(says['unit']))) ?? 'unknown',
						category:
							lookUp(categories, String(textSaid(says['category']))) ??
							(name === 'Paid vacation' || name === 'Urlaub' ? 'vacation' : 'unknown'),
					});
				}
			});
		},
		A_WHILE_MS,
	);

	it(
		'of days of an absence say what stands in them, and nothing else',
		async () => {
			await checkManyInLists(breakdowns, async (list) => {
				const read = await listed(list, BREAKDOWN_DECIDES, async (api) => {
					return await readBreakdown(api, '1');
				});
				if (read === null) return;
				const said = read.fitting.map(({ says }) => ({
					date: String(says['date']),
					unit: String(textSaid(within(says['effective_duration'], 'unit'))),
					value: Number(within(says['effective_duration'], 'value')),
				}));
				const told = normaliseAbsence(absence.value, { types: new Map(), breakdown: read.found });
				const units = new Set(said.map(({ unit }) => unit));
				expectAs(told.amount, units.size > 1 ? null : sumOf(said.map(({ value }) => value)));
				const [unit = ''] = units.size > 1 ? [] : units;
				expectAs(told.unit, lookUp(UNITS, unit) ?? 'unknown');
				// Of the first and the last day the absence says the part; of others a unit is needed.
				const isKnown = (date: string): boolean => ['2026-03-16', '2026-03-20'].includes(date);
				const taken = said.filter(
					({ date, unit: its, value }) => value > 0 && (isKnown(date) || lookUp(UNITS, its)),
				);
				expectAs(
					told.days.map(({ date }) => date),
					[...new Set(taken.map(({ date }) => date))].sort(),
				);
				for (const { date, hours, part } of told.days) {
					const own = taken.filter((one) => one.date === date);
					const inHours = own.flatMap(({ unit: its, value }) => (its === 'HOUR' ? value : []));
					expectAs(hours, sumOf(inHours));
					const inDays = own.flatMap(({ unit: its, value }) => (its === 'DAY' ? value : []));
					const half = date === '2026-03-16' ? 'afternoon' : null;
					if (part !== 'full') expectAmong(part, [half, null]);
					else if (date !== '2026-03-20') expectAs((sumOf(inDays) ?? 0) >= 1, true);
				}
			});
		},
		A_WHILE_MS,
	);

	it(
		'of webhooks say what stands in them, and nothing else',
		async () => {
			await checkManyInLists(webhooks, async (list) => {
				const read = await listed(list, WEBHOOK_DECIDES, async (api) => {
					return await registration.list(api, () => true);
				});
				if (read === null) return;
				const withAddress = read.fitting.filter(({ says }) => textSaid(says['url']) !== null);
				expectAs(
					read.found.map(({ id }) => id),
					withAddress.map(({ says }) => says['id']),
				);
				for (const [
					index,
					{ enabled, fingerprint, settings, events, url },
				] of read.found.entries()) {
					const says = withAddress[index]?.says ?? {};
					expectAs(enabled, [null, 'ENABLED'].includes(says['status'] as string | null));
					const isOurs = says['description'] === 'Leavers [node=abc] [key k1]';
					const hasOurProof = [null, 'CUSTOM'].includes(says['auth_type'] as string | null);
					expectAs(fingerprint, isOurs ? 'k1' : null);
					expectAs(settings, hasOurProof ? { auth_type: 'CUSTOM' } : {});
					expectAs(events, readable(says['enabled_events']) ?? []);
					expectAs(url, isOurs && says['url'] === OURS ? `${OURS}?node=abc` : says['url']);
				}
			});
		},
		A_WHILE_MS,
	);
});

/** Null where there is nothing to add up. */
function sumOf(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	return Number(values.reduce((sum, value) => sum + value, 0).toFixed(4));
}

function dayBefore(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

describe('through the nodes', () => {
	let personio: PersonioSimulator;
	beforeEach(async () => {
		await useDeduplicator();
		hints.length = 0;
		personio = await startRoomyPersonio({ people: 0 });
		Settings.now = () => Date.parse(NOW);
	});
	afterEach(async () => {
		Settings.now = () => Date.now();
		await personio.close();
	});

	const { act, hints } = hintingAct(action);
	const run = operationRunner({ act }, operations, (given) => actionIn(personio, given));

	async function told(name: string, payload: object): Promise<Outputs> {
		const options = { skipRepeats: false, fetchDetails: false };
		const parameters = { listenFor: 'hrEvents', hrEvents: offered('hrEvents'), options };
		const node = triggerIn(personio, { parameters });
		const body = { event_name: name, occurred_at: NOW, company_id: '1', version: '1', payload };
		return await through(node, body, personio.clients[0]?.clientSecret ?? '');
	}

	/** What a delivery is told as, with the record that was read as it was sent. */
	function expectTold(outputs: Outputs, sent: AnySent, decides: readonly string[]): void {
		const { events, unrecognised } = outputs;
		const refused = refusedIn(sent, decides);
		expect(events.length + unrecognised.length).toBeGreaterThan(0);
		if (refused.length > 0) {
			expect(events.map(({ category }) => category)).not.toContain('termination');
			for (const name of refused) expect(unrecognised[0]?.enrichment.reason).toContain(name);
			return;
		}
		for (const { enrichment } of events) {
			for (const name of sent.odd) expect(enrichment.reason).toContain(name);
		}
	}

	it.each(['created', 'updated', 'updated.cost-centers', 'started', 'terminated'])(
		'each delivery of employment.%s is told, or goes to Unrecognised with what is wrong',
		async (name) => {
			await fc.assert(
				fc.asyncProperty(employments, async (sent) => {
					personio.faults.clear();
					const person = readable(sent.says.person) ?? '1';
					const body = { ...sent.body, extra: 1 };
					answer(personio, `/v2/persons/${String(person)}/employments`, { _data: [body] });
					const id = sent.says.id === ODD ? '1' : String(sent.says.id);
					const payload = { employment: { id }, person: { id: person } };
					const outputs = await told(`employment.${name}`, payload);
					expectTold(outputs, sent, EMPLOYMENT_DECIDES);
					for (const event of outputs.events) {
						if (event.category !== 'termination' || event.termination?.date == null) continue;
						expect([
							within(sent.says.termination, 'termination_date'),
							sent.says.employment_end_date,
						]).toContain(event.termination.date);
					}
				}),
				{ numRuns: someTries(30) },
			);
		},
		A_WHILE_MS,
	);

	it.each(['created', 'updated.status', 'updated.timerange'])(
		'each delivery of absence-period.%s is told, or goes to Unrecognised with what is wrong',
		async (name) => {
			await fc.assert(
				fc.asyncProperty(absences, async (sent) => {
					personio.faults.clear();
					const id = sent.says.id === ODD ? '1' : String(sent.says.id);
					answer(personio, `/v2/absence-periods/${id}`, sent.body);
					const outputs = await told(`absence-period.${name}`, { absence_period: { id } });
					expectTold(outputs, sent, ABSENCE_DECIDES);
				}),
				{ numRuns: someTries(30) },
			);
		},
		A_WHILE_MS,
	);

	it.each<readonly [string, readonly [string, string], RegExp, fc.Arbitrary<AnySent>, string[]]>([
		['people', ['employee', 'getAll'], /^\/v2\/persons$/, people, PERSON_DECIDES],
		['absences', ['timeOff', 'getAll'], /^\/v2\/absence-periods$/, absences, ABSENCE_DECIDES],
		['kinds of absence', ['absenceType', 'getAll'], /^\/v2\/absence-types$/, types, TYPE_DECIDES],
	])(
		'a list of %s keeps those that can be read, and says the rest',
		async (_, operation, path, records, decides) => {
			await fc.assert(
				fc.asyncProperty(listsOf(records, { maxLength: 60 }), async (list) => {
					hints.length = 0;
					personio.faults.clear();
					answer(personio, path, { _data: list.map(({ body }) => body), _meta: {} });
					const asked = run(operation, {
						...{ returnAll: true, people: 'everyone', includeEmployments: false },
					});
					await expectAllAccountedFor(list, { asked, hints }, (sent) => refusedIn(sent, decides));
				}),
				{ numRuns: someTries(25) },
			);
		},
		A_WHILE_MS,
	);
});
