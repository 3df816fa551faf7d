import type { FieldMetadata } from './fields.mts';
import { DEFAULT_CATEGORIES } from './fields.mts';
import type { StatusSpelling } from './lifecycle.mts';
import { spelled } from './lifecycle.mts';
import type { PersonRecord } from './people.mts';
import type { ServiceUser } from './serviceUsers.mts';
import { mayReadField } from './serviceUsers.mts';
import type { HiBobState } from './state.mts';

/** How values are shown: as machines have them, as people read them as well, or only so. */
export type DisplayMode = 'machine' | 'APPEND' | 'REPLACE';

export interface ViewOptions {
	statusSpelling: StatusSpelling;
	/** What `work.site` holds. */
	siteForm: 'id' | 'name';
}

export interface PersonQuestion {
	user: ServiceUser;
	/** The ids asked for; the default ones where none are. */
	fields: readonly string[] | undefined;
	mode: DisplayMode;
}

type Nested = Record<string, unknown>;

/** A person as the API answers; fields that are unknown or not allowed are left out silently. */
export function personView(
	state: HiBobState,
	person: PersonRecord,
	{ user, fields, mode }: PersonQuestion,
	options: ViewOptions,
): Nested {
	const machine: Nested = {};
	const slashes: Nested = {};
	const readable: Nested = {};
	for (const field of fieldsFor(state, user, fields)) {
		const value = machineValue(person, field.id, options);
		setAt(machine, field.jsonPath, value);
		if (value === null) continue;
		slashes[`/${field.id.replaceAll('.', '/')}`] = { value };
		setAt(readable, field.jsonPath, readableValue(state, person, field));
	}
	if (mode === 'REPLACE') return readable;
	return { ...slashes, ...machine, ...(mode === 'APPEND' && { humanReadable: readable }) };
}

function fieldsFor(
	state: HiBobState,
	user: ServiceUser,
	wanted: readonly string[] | undefined,
): FieldMetadata[] {
	return state.fields.filter(
		(field) =>
			(wanted?.includes(field.id) ?? DEFAULT_CATEGORIES.includes(field.categoryId)) &&
			mayReadField(user, field),
	);
}

function machineValue(person: PersonRecord, id: string, options: ViewOptions): unknown {
	const value = person[id] ?? null;
	if (id === 'internal.lifecycleStatus' && typeof value === 'string') {
		return spelled(value, options.statusSpelling);
	}
	if (id === 'work.site' && options.siteForm === 'id') {
		const siteId = person['work.siteId'] ?? null;
		return siteId === null ? value : String(siteId);
	}
	return value;
}

function readableValue(state: HiBobState, person: PersonRecord, field: FieldMetadata): unknown {
	const value = person[field.id] ?? null;
	const { listId } = field.typeData;
	if (listId !== undefined && !Array.isArray(value)) {
		return state.nameIn(listId, value) ?? String(value);
	}
	return readableText(value, field.type);
}

/** What people read for a value that is not of a list. */
export function readableText(value: unknown, type: string): string {
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (type === 'date' && typeof value === 'string') return value.split('-').reverse().join('/');
	if (Array.isArray(value)) return value.map(String).join(', ');
	if (typeof value !== 'object' || value === null) return String(value);
	const { displayName, value: amount, currency } = value as Nested;
	return displayName === undefined ? `${String(amount)} ${String(currency)}` : String(displayName);
}

function setAt(target: Nested, path: string, value: unknown): void {
	const names = path.split('.');
	const last = names.pop() ?? '';
	let place = target;
	for (const name of names) place = (place[name] ??= {}) as Nested;
	place[last] = value;
}
