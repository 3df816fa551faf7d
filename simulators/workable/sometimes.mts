/*
 * Where the vendor's documents are silent, or clients have met another way: each is a switch.
 */
import { choosesSwitches } from '../kit/sometimes.mts';
import type * as kit from '../kit/sometimes.mts';
import { isObject, withFields } from '../kit/values.mts';

export interface Switches {
	/**
	 * `loose`: numbers and flags as text, a number for a text of digits, an object for a reference,
	 * a text for a country, an object for a list of one, empty text for null.
	 */
	forms: 'documented' | 'loose';
	/**
	 * `swapped`: the list has the names of the single record, and the single record those of the list.
	 */
	spelling: 'documented' | 'swapped';
	/** `left-out`: a record that is about somebody does not repeat whose it is. */
	repeatedIds: 'there' | 'left-out';
	/** How the total of a list is called, if it is there at all. */
	totals: 'total_count' | 'totalCount' | 'left-out';
	/** The event of a webhook is in the live list, but not in the documented one. */
	webhookEvents: 'there' | 'left-out';
	/** Which record of a list comes first. */
	order: 'oldest-first' | 'newest-first';
	/** When a whole day in hours ends. */
	wholeDays: 'last-second' | 'midnight';
	/** `many`: everybody but the first two belongs to a legal entity in another zone. */
	legalEntities: 'two' | 'many';
	/**
	 * Of the first record of each list of several, something cannot be read: a detail, or what decides.
	 * Not among all switches, as what is left out is said by everything that reads a list.
	 */
	oddRecords: 'none' | 'detail' | 'deciding';
}

const USUAL: Switches = {
	forms: 'documented',
	spelling: 'documented',
	repeatedIds: 'there',
	totals: 'total_count',
	webhookEvents: 'there',
	order: 'oldest-first',
	wholeDays: 'last-second',
	legalEntities: 'two',
	oddRecords: 'none',
};

const ALL: Switches = {
	forms: 'loose',
	spelling: 'swapped',
	repeatedIds: 'left-out',
	totals: 'totalCount',
	webhookEvents: 'left-out',
	order: 'newest-first',
	wholeDays: 'midnight',
	legalEntities: 'many',
	oddRecords: 'none',
};

export type SwitchOptions = kit.SwitchOptions<Switches>;

/** The switches that the options select. */
export const switchesOf = choosesSwitches<Switches>({ usual: USUAL, all: ALL });

type Body = Readonly<Record<string, unknown>>;

const DIGITS = ['employee_number'];
const NUMBERS = ['requesting_total', 'total_count', 'totalCount'];
const FLAGS = ['is_primary', 'has_unlimited_timeoff'];
const REFERENCES = [
	...['department', 'department_id', 'legal_entity', 'legal_entity_id', 'reports_to', 'manager_id'],
];
/** Lists of which one row stands for itself. */
const LISTS = ['employment_group', 'half_days'];

/** What is sent, in the forms that are switched on; the state of the company is not touched. */
export function inForms(value: unknown, switches: Switches): unknown {
	if (switches.forms === 'documented') return value;
	return withFields(value, (name, inner) => formOf(name, inner, switches));
}

function formOf(name: string, value: unknown, switches: Switches): unknown {
	if (value === null) return name === 'valid_until' ? null : '';
	if (typeof value === 'string' && DIGITS.includes(name) && /^\d+$/.test(value)) {
		return Number(value);
	}
	if (typeof value === 'number' && NUMBERS.includes(name)) return String(value);
	if (typeof value === 'boolean' && FLAGS.includes(name)) return String(value);
	if (typeof value === 'string' && REFERENCES.includes(name)) return { id: value };
	if (name === 'country' && isObject(value)) return value['display'];
	const inner = inForms(value, switches);
	return Array.isArray(inner) && inner.length === 1 && LISTS.includes(name) ? inner[0] : inner;
}

/** The names of a single record, and those of the list for the same. */
const NAMES = [
	['department', 'department_id'],
	['legal_entity', 'legal_entity_id'],
	['reports_to', 'manager_id'],
	['status', 'status_semantic_type'],
] as const;

/** An employee in the spelling that is switched on, and perhaps without the id. */
export function employeeInForms(
	employee: Body,
	{ spelling, repeatedIds }: Switches,
	{ isRepeated }: { isRepeated: boolean },
): Record<string, unknown> {
	const named = spelling === 'swapped' ? swapped(employee) : { ...employee };
	if (isRepeated && repeatedIds === 'left-out') delete named['id'];
	return named;
}

function swapped(employee: Body): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(employee).map(([name, value]) => {
			const pair = NAMES.find((names) => names.some((one) => one === name));
			return [pair?.find((one) => one !== name) ?? name, value];
		}),
	);
}

const DETAILS = ['firstname', 'category_name', 'name', 'target'];
const DECIDING = ['status_semantic_type', 'status', 'from_date', 'category_id', 'id'];

/** All records of a list, before a page is cut out of it. */
export function inOrder<T>(records: readonly T[], { order }: Switches): T[] {
	return order === 'newest-first' ? records.toReversed() : [...records];
}

/** The records of a list as they are sent: the first perhaps odd. */
export function recordsInForms(records: readonly Body[], { oddRecords }: Switches): Body[] {
	const [first, ...others] = records;
	if (first === undefined || others.length === 0 || oddRecords === 'none') return [...records];
	const names = oddRecords === 'detail' ? DETAILS : DECIDING;
	const name = names.find((one) => Object.hasOwn(first, one));
	return [name === undefined ? first : { ...first, [name]: { odd: true } }, ...others];
}

/** The total of a list, by the name that is switched on. */
export function totalInForms(total: number, { totals }: Switches): Body {
	return totals === 'left-out' ? {} : { [totals]: total };
}
