import type { INodeProperties } from 'n8n-workflow';

import { filters } from '../actions/filters';
import type { EmploymentKind, OfferedPlaces } from '../eventFilters/fields';
import {
	departments,
	employmentKinds,
	leaveCategories,
	legalEntities,
	locations,
	passIfUnknown,
} from '../eventFilters/fields';

/** The filters that a vendor's triggers offer: those whose values the vendor's items can have. */
export interface OfferedFilters {
	readonly departments?: OfferedPlaces;
	readonly locations?: OfferedPlaces;
	readonly legalEntities?: OfferedPlaces;
	/** The kinds of employment that the vendor's records may show. */
	readonly employmentKinds?: readonly EmploymentKind[];
}

/**
 * The parameter *Filters* of a trigger; `eventFiltersOf` reads it.
 * @param whenUnknown why something that a filter needs may not be known, in words
 */
export function filterProperty(offered: OfferedFilters, whenUnknown: string): INodeProperties {
	const { property } = filters(
		...(offered.departments === undefined ? [] : [departments(offered.departments)]),
		...(offered.employmentKinds === undefined ? [] : [employmentKinds(offered.employmentKinds)]),
		leaveCategories,
		...(offered.legalEntities === undefined ? [] : [legalEntities(offered.legalEntities)]),
		...(offered.locations === undefined ? [] : [locations(offered.locations)]),
		passIfUnknown(whenUnknown),
	);
	return {
		...property,
		description:
			'Only events that meet all of these filters are emitted. What is not known passes, unless you switch that off. Fill in each filter that you add.',
	};
}
