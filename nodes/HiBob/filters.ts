import type { OfferedFilters } from '../shared/description/filterProperty';

/**
 * The filters of both triggers. The methods are in `methods.ts`. The legal entity is not among the fields that are read of
 * people.
 */
export const FILTERS: OfferedFilters = {
	departments: 'getDepartments',
	employmentKinds: [
		...(['apprentice', 'contractor', 'employee', 'freelancer'] as const),
		...(['intern', 'temporary', 'volunteer', 'working_student'] as const),
	],
	locations: 'getLocations',
};
