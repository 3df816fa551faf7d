import type { OfferedFilters } from '../shared/description/filterProperty';

const NAMES_ALONE = 'HiBob gives names only: if one is renamed in HiBob, choose it again.';

/**
 * The filters of both triggers. The methods are in `methods.ts`. The legal entity is not among the fields that are read of
 * people.
 */
export const FILTERS: OfferedFilters = {
	departments: { load: 'getDepartments', remark: NAMES_ALONE },
	employmentKinds: [
		...(['apprentice', 'contractor', 'employee', 'freelancer'] as const),
		...(['intern', 'temporary', 'volunteer', 'working_student'] as const),
	],
	locations: { load: 'getLocations', remark: NAMES_ALONE },
};
