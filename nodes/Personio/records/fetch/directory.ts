import type { Api } from '../../../shared/outbound/api';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import { remembering } from '../../../shared/outbound/memory';
import { inParallel } from '../../../shared/outbound/parallel';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { orNull, text } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { record } from '../../../shared/reading/record';
import type { Names } from '../directory';
import type { EmploymentRecord } from '../employment';
import { ORG_UNITS_SCOPE } from '../scopes';

const namedSchema = record({ decides: {}, detail: { name: text } });

/** A record that an employment refers to by its id. */
interface Named {
	readonly kind: 'orgUnits' | 'legalEntities';
	readonly id: string;
	readonly path: string;
	readonly query: Record<string, string>;
	readonly needs?: string;
}

const TEN_MINUTES_MS = 10 * 60_000;

/** A name that the credential may not read is not requested again with every event. */
const remember = remembering<Attempt<string | null>>(
	TEN_MINUTES_MS,
	(read) => 'value' in read || read.isForbidden,
);

/**
 * Reads the names for the ids in employments, as far as the credential may read them. Each name is
 * read by a request of its own and kept for ten minutes. The scope for departments and teams is
 * known from a connector in use. The scope for legal entities is not documented. If a name is
 * missing, the id is used instead.
 * https://developer.personio.de/reference/get_v2-org-units-id,
 * https://developer.personio.de/reference/get_v2-legal-entities-id
 * @returns the names, and in plain words why some are missing
 */
export async function readNames(
	api: Api,
	employments: readonly EmploymentRecord[],
): Promise<{
	names: Names;
	missing: string[];
	/**
	 * Whether an employment will have the same names or ids next time: none of its names is
	 * missing only because of a failure.
	 */
	isLasting(employment: EmploymentRecord): boolean;
}> {
	const wanted = new Map(employments.flatMap(namedBy).map((named) => [keyOf(named), named]));
	const read = await inParallel([...wanted.values()], api.concurrency, async (named) => ({
		...named,
		found: await remember(
			api,
			keyOf(named),
			async (noted) => await attemptOptionalRead(readName(noted, named)),
		),
	}));
	const namesOf = (kind: Named['kind']): Map<string, string> =>
		new Map(
			read.flatMap((one) =>
				one.kind === kind && 'value' in one.found && one.found.value !== null
					? [[one.id, one.found.value] as const]
					: [],
			),
		);
	const failed = new Set(read.filter(({ found }) => mayChange(found)).map(keyOf));
	return {
		names: { orgUnits: namesOf('orgUnits'), legalEntities: namesOf('legalEntities') },
		missing: reasonsOf(read.map(({ found }) => found)),
		isLasting: (employment) => !namedBy(employment).some((named) => failed.has(keyOf(named))),
	};
}

/** Whether reading failed in a way that may be over by the next time. */
function mayChange(found: Attempt<unknown>): boolean {
	return 'reason' in found && !found.isForbidden && !found.isGone;
}

function namedBy(employment: EmploymentRecord): Named[] {
	const units = (employment.org_units ?? []).flatMap(({ id, type: written }): Named[] => {
		const type = orNull(written)?.toLowerCase();
		if (type === undefined || id == null) return [];
		const path = `/v2/org-units/${pathSegment(id)}`;
		return [{ kind: 'orgUnits', id, path, query: { type }, needs: ORG_UNITS_SCOPE }];
	});
	const entityId = employment.legal_entity?.id;
	if (entityId == null) return units;
	const path = `/v2/legal-entities/${pathSegment(entityId)}`;
	return [...units, { kind: 'legalEntities', id: entityId, path, query: {} }];
}

function keyOf({ kind, id }: Named): string {
	return `${kind} ${id}`;
}

async function readName(api: Api, { path, query, needs }: Named): Promise<string | null> {
	const answer = await api.get(path, { query, ...(needs === undefined ? {} : { needs }) });
	return orNull(parseAnswer(namedSchema, answer, api, 'a department or legal entity').name);
}
