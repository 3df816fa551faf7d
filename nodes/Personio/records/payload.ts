import { z } from 'zod/v4';

import { maybe, maybeId } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';

/** What a notification is about: Personio sends ids and nothing else. */
export interface PayloadIds {
	readonly personId: string | null;
	readonly employmentId: string | null;
	readonly absenceId: string | null;
	/** The id of a time entry or a document. */
	readonly otherId: string | null;
}

/** What a notification may be about besides people. */
const FAMILIES = ['employment', 'absence_period', 'attendance_period', 'document'];

/** A record with its id, perhaps with its person inside; or only the id. */
const namedSchema = z
	.preprocess(
		(value) => (typeof value === 'string' || typeof value === 'number' ? { id: value } : value),
		maybe(
			record({
				decides: {},
				detail: { id: maybeId, person: maybeId, person_id: maybeId, 'person-id': maybeId },
			}),
		),
	)
	.optional();

/**
 * Personio documents the keys with a dash (`absence-period`), but they were seen with an underscore.
 * It is not documented whether the person is beside the employment or inside it.
 */
export const payloadSchema = record({
	decides: {},
	detail: fieldsFor(['person', ...FAMILIES], namedSchema),
});
type Payload = z.infer<typeof payloadSchema>;

/** The ids in a payload. Never throws. */
export function idsIn(payload: unknown): PayloadIds {
	const reading = readAs(payloadSchema, payload);
	return idsOf('value' in reading ? reading.value : {});
}

/** The ids in a payload that was read. */
export function idsOf(payload: Payload): PayloadIds {
	const find = (name: string): z.infer<typeof namedSchema> =>
		spellings(name)
			.map((key) => payload[key])
			.find((one) => one != null);
	const inner = FAMILIES.flatMap((name) => {
		const named = find(name);
		return [named?.person, named?.person_id, named?.['person-id']];
	}).find((id) => id != null);
	return {
		personId: find('person')?.id ?? inner ?? null,
		employmentId: find('employment')?.id ?? null,
		absenceId: find('absence_period')?.id ?? null,
		otherId: find('attendance_period')?.id ?? find('document')?.id ?? null,
	};
}

/** A field for each name, in each of its spellings. */
function fieldsFor<T extends z.ZodType>(names: readonly string[], schema: T): Record<string, T> {
	return Object.fromEntries(names.flatMap(spellings).map((key) => [key, schema]));
}

function spellings(name: string): string[] {
	return [name, `${name}_id`].flatMap((key) => [key, key.replace(/_/g, '-')]);
}
