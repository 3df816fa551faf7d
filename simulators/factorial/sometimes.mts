/*
 * Where the vendor's documents are silent, or clients have met another way: each is a switch.
 */
import { choosesSwitches } from '../kit/sometimes.mts';
import type * as kit from '../kit/sometimes.mts';
import { withFields } from '../kit/values.mts';

export interface Switches {
	/** Whether free days of a leave are told as 0, or not at all. */
	freeDays: 'zero' | 'absent';
	/** `left-out`: an empty list is an object without it. */
	emptyLists: 'there' | 'left-out';
	/**
	 * A record by its id comes bare, inside of `data`, or not at all though lists have it. `mixed`: the
	 * last two in turn, by the id.
	 */
	singleReads: 'bare' | 'wrapped' | 'missing' | 'mixed';
	/** How the morning is spelled. */
	morning: 'beginning_of_day' | 'beggining_of_day';
	/** `loose`: numbers and flags as text, an object for a reference, empty text for null. */
	forms: 'documented' | 'loose';
	/**
	 * Of the first record of each list of several, something cannot be read: a detail, or its id. Not
	 * among all switches, as what is left out is said by everything that reads a list.
	 */
	oddRecords: 'none' | 'detail' | 'id';
}

const USUAL: Switches = {
	freeDays: 'zero',
	emptyLists: 'there',
	singleReads: 'bare',
	morning: 'beginning_of_day',
	forms: 'documented',
	oddRecords: 'none',
};

const ALL: Switches = {
	freeDays: 'absent',
	emptyLists: 'left-out',
	singleReads: 'mixed',
	morning: 'beggining_of_day',
	forms: 'loose',
	oddRecords: 'none',
};

export type SwitchOptions = kit.SwitchOptions<Switches>;

/** The switches that the options select. */
export const switchesOf = choosesSwitches<Switches>({ usual: USUAL, all: ALL });

/** How a record by its id is answered. */
export function singleReadOf(
	{ singleReads }: Switches,
	id: string,
): 'bare' | 'wrapped' | 'missing' {
	if (singleReads !== 'mixed') return singleReads;
	return Number(id) % 2 === 0 ? 'wrapped' : 'missing';
}

const NUMBERS = ['working_time_percentage_in_cents', 'days_taken', 'hours_amount_in_cents'];
const FLAGS = ['active', 'approved', 'payable', 'enabled'];
const REFERENCES = ['manager_id', 'location_id', 'leave_type_id'];
const EMPTY = ['terminated_on', 'finish_on', 'half_day', 'deleted_at', 'ends_on', 'job_title'];

/** What is sent, in the forms that are switched on; the state of the company is not touched. */
export function inForms(value: unknown, switches: Switches): unknown {
	return withFields(value, (name, inner) => formOf(name, inner, switches));
}

function formOf(name: string, value: unknown, switches: Switches): unknown {
	if (name === 'half_day' && value === 'beginning_of_day') return switches.morning;
	if (switches.forms === 'loose') {
		if (value === null && EMPTY.includes(name)) return '';
		if (value !== null && REFERENCES.includes(name)) return { id: value };
		const isText = typeof value === 'number' ? NUMBERS.includes(name) : FLAGS.includes(name);
		if (isText && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
	}
	return inForms(value, switches);
}

const DETAILS = ['full_name', 'legal_name', 'job_title', 'leave_type_name', 'name'];

/**
 * What a list is answered with: an empty one perhaps without its list, the first record perhaps odd.
 */
export function listInForms(body: unknown, { emptyLists, oddRecords }: Switches): unknown {
	const { data } = body as { data?: Array<Record<string, unknown>> };
	if (data?.length === 0 && emptyLists === 'left-out') return {};
	const [first, ...others] = data ?? [];
	if (first === undefined || others.length === 0 || oddRecords === 'none') return body;
	const name = oddRecords === 'id' ? 'id' : DETAILS.find((detail) => Object.hasOwn(first, detail));
	const odd = name === undefined ? first : { ...first, [name]: { odd: true } };
	return { ...(body as object), data: [odd, ...others] };
}
