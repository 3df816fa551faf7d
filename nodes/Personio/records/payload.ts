import { z } from 'zod/v4';

import { idField } from '../../shared/outbound/fields';

/** What a notification is about: Personio sends ids and nothing else. */
export interface PayloadIds {
	readonly personId: string | null;
	readonly employmentId: string | null;
	readonly absenceId: string | null;
	/** Of a time entry or a document. */
	readonly otherId: string | null;
}

/** What a notification may be about besides people. */
const FAMILIES = ['employment', 'absence_period', 'attendance_period', 'document'];

const looseSchema = z.looseObject({}).catch({});

/** A record by its id, or the id alone. */
const namedSchema = z
	.union([idField, z.looseObject({ id: idField }).transform(({ id }) => id)])
	.nullable()
	.catch(null);

/**
 * The ids in a payload. Its keys are documented with a dash (`absence-period`) and were seen with an
 * underscore; whether an employment comes beside its person or with the person inside is not
 * documented. Never throws.
 */
export function idsIn(payload: unknown): PayloadIds {
	const fields = looseSchema.parse(payload);
	const find = (name: string, within = fields): string | null => {
		const found = spellings(name).find((key) => within[key] != null);
		return found === undefined ? null : namedSchema.parse(within[found]);
	};
	const inner = FAMILIES.flatMap(spellings)
		.filter((key) => fields[key] != null)
		.map((key) => find('person', looseSchema.parse(fields[key])))
		.find((id) => id !== null);
	return {
		personId: find('person') ?? inner ?? null,
		employmentId: find('employment'),
		absenceId: find('absence_period'),
		otherId: find('attendance_period') ?? find('document'),
	};
}

function spellings(name: string): string[] {
	return [name, `${name}_id`].flatMap((key) => [key, key.replace(/_/g, '-')]);
}
