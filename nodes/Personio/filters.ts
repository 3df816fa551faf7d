import type { OfferedFilters } from '../shared/description/filterProperty';

/** See `readPlaces`. */
const OF_SOME = 'The list has those of 50 active people.';

/** The filters of both triggers. The methods are in `methods.ts`. Offices have no names: their ids are the location. */
export const FILTERS: OfferedFilters = {
	departments: { load: 'getDepartments', remark: OF_SOME },
	employmentKinds: ['employee', 'contractor'],
	legalEntities: { load: 'getLegalEntities', remark: OF_SOME },
	locations: { load: 'getLocations', remark: `Personio gives the IDs of offices only. ${OF_SOME}` },
};
