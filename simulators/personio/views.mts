import type { Attributes } from './clients.mts';
import type { EmploymentRecord } from './employments.mts';
import type { CustomAttribute, PersonRecord } from './people.mts';

/** A person as a client sees it. Fields that were not granted are left out. */
export function personView(
	person: PersonRecord,
	attributes: Attributes,
	baseUrl: string,
): Record<string, unknown> {
	const self = `${baseUrl}/v2/persons/${person.id}`;
	return {
		id: person.id,
		...granted({ ...person, custom_attributes: [] }, attributes, ['custom_attributes']),
		...grantedCustom(person.custom_attributes, attributes),
		_meta: { links: { self: { href: self }, employments: { href: `${self}/employments` } } },
	};
}

/** An employment as a client sees it. Id, person and status are always there. */
export function employmentView(
	employment: EmploymentRecord,
	attributes: Attributes,
	baseUrl: string,
): Record<string, unknown> {
	const { id, person, status, supervisor } = employment;
	const fields = granted({ ...employment }, attributes, []);
	return {
		...fields,
		id,
		person,
		status,
		_meta: {
			links: {
				person: { href: `${baseUrl}/v2/persons/${person.id}` },
				...('supervisor' in fields &&
					supervisor && { supervisor: { href: `${baseUrl}/v2/persons/${supervisor.id}` } }),
			},
		},
	};
}

/**
 * The records that an employment refers to have no required field. Their ids may be missing or null.
 */
export function withoutIds(employment: Record<string, unknown>): Record<string, unknown> {
	const units = employment['org_units'] as Array<{ type: string }> | undefined;
	const costCenters = employment['cost_centers'] as Array<{ weight: number }> | undefined;
	return {
		...employment,
		...{ supervisor: {}, office: { id: null }, legal_entity: {}, sub_company: { id: null } },
		org_units: units?.map(({ type }) => ({ type })),
		cost_centers: costCenters?.map(({ weight }) => ({ weight })),
	};
}

/** The list also has a record without an id. */
export function alsoWithoutIds(employment: Record<string, unknown>): Record<string, unknown> {
	const bare = withoutIds(employment);
	const both = (name: string) => [...[bare[name] ?? []].flat(), ...[employment[name] ?? []].flat()];
	const lists = ['org_units', 'cost_centers'].filter((name) => Array.isArray(employment[name]));
	return { ...employment, ...Object.fromEntries(lists.map((name) => [name, both(name)])) };
}

function granted(
	fields: Record<string, unknown>,
	attributes: Attributes,
	except: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([name]) => !except.includes(name) && isGranted(attributes, [name]),
		),
	);
}

function grantedCustom(all: readonly CustomAttribute[], attributes: Attributes) {
	const custom = all.filter(({ id, global_id }) =>
		isGranted(attributes, ['custom_attributes', id, global_id]),
	);
	return custom.length === 0 ? {} : { custom_attributes: custom };
}

function isGranted(attributes: Attributes, names: ReadonlyArray<string | undefined>): boolean {
	if (typeof attributes === 'string') return attributes === 'all';
	return names.some((name) => name !== undefined && attributes.includes(name));
}
