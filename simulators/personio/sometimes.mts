/*
 * What Personio was met doing by some and not by others. Each is a switch; all of them at once leave
 * every record that is sent as readable as before.
 */
import { choosesSwitches } from '../kit/sometimes.mts';
import type * as kit from '../kit/sometimes.mts';
import { withFields } from '../kit/values.mts';

export interface Switches {
	/** The zone after the local times of absences, such as `Z` or `+0100`. Default none. */
	absenceZone: string;
	/** With `by-id-only`, the list of a person has no future employments. Default `listed`. */
	comingEmployments: 'listed' | 'by-id-only';
	/**
	 * What employments refer to comes with or without its id; `also-without` lists such without beside
	 * the others. Default `with-id`.
	 */
	references: 'with-id' | 'without-id' | 'also-without';
	/** The employments of a person, as documented or the other way round. Default `newest-first`. */
	order: 'newest-first' | 'oldest-first';
	/**
	 * `loose`: numbers, flags and lists as text, text as numbers, empty forms in place of null, an
	 * object in place of a list of one. Default `documented`.
	 */
	forms: 'documented' | 'loose';
	/**
	 * Of the first record of each list of several, a detail or what decides cannot be read. Not among
	 * all switches, as what is left out is missing. Default `none`.
	 */
	oddRecords: 'none' | 'detail' | 'id';
}

const USUAL: Switches = {
	absenceZone: '',
	comingEmployments: 'listed',
	references: 'with-id',
	order: 'newest-first',
	forms: 'documented',
	oddRecords: 'none',
};

const ALL: Switches = {
	absenceZone: '+0100',
	comingEmployments: 'listed',
	references: 'also-without',
	order: 'oldest-first',
	forms: 'loose',
	oddRecords: 'none',
};

export type SwitchOptions = kit.SwitchOptions<Switches>;

/** The switches that the options select. */
export const switchesOf = choosesSwitches<Switches>({ usual: USUAL, all: ALL });

/** The empty form of each field. */
const EMPTY: Readonly<Record<string, unknown>> = {
	supervisor: [],
	termination: '',
	ends_at: [],
	office: {},
	employment_end_date: '',
	probation_end_date: '',
	contract_end_date: '',
	custom_attributes: '',
};
const AS_TEXT = ['weekly_working_hours', 'full_time_weekly_working_hours', 'weight', 'value'];
const AS_OBJECT = ['cost_centers'];

/**
 * A record as it is sent, in the forms that are switched on. The account's own record stays as it is.
 */
export function inForms(record: unknown, { forms }: Pick<Switches, 'forms'>): unknown {
	return forms === 'documented' ? record : loosely(record);
}

function loosely(value: unknown): unknown {
	return withFields(value, looseField);
}

function looseField(name: string, value: unknown): unknown {
	if (value === null && Object.hasOwn(EMPTY, name)) return EMPTY[name];
	// A list in a custom attribute is sent as text. Only the type of the attribute says what it is.
	if (name === 'value' && Array.isArray(value)) return JSON.stringify(value);
	if (AS_TEXT.includes(name) && (typeof value === 'number' || typeof value === 'boolean')) {
		return String(value);
	}
	if (AS_OBJECT.includes(name) && Array.isArray(value) && value.length === 1) {
		return loosely(value[0]);
	}
	if (name === 'id' && typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value)) {
		return Number(value);
	}
	return loosely(value);
}

/** Some detail of each kind of record. */
const DETAILS = ['first_name', 'position', 'timezone_id', 'name'];

/** A list as it is sent. If it has several records, the first one may be odd. */
export function listInForms(items: readonly unknown[], switches: Switches): unknown[] {
	const { oddRecords } = switches;
	return items.map((item, index) => {
		const isOdd = oddRecords !== 'none' && index === 0 && items.length > 1;
		return inForms(isOdd ? oddly(item, oddRecords) : item, switches);
	});
}

function oddly(item: unknown, what: 'detail' | 'id'): unknown {
	if (typeof item !== 'object' || item === null) return item;
	const name = what === 'id' ? 'id' : DETAILS.find((detail) => Object.hasOwn(item, detail));
	return name === undefined ? item : { ...item, [name]: ['odd'] };
}
