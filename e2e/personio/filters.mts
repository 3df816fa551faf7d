import { startPersonio } from '../../simulators/personio/index.mts';
import type { FiltersOfVendor, Who } from '../filters/types.mts';
import { schedule } from './schedule.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

const UNITS: Readonly<Record<Who, ReadonlyArray<{ type: 'department'; id: string }>>> = {
	inside: [{ type: 'department', id: '402' }],
	outside: [{ type: 'department', id: '401' }],
	unknown: [],
};

export const filters: FiltersOfVendor = {
	names: NAMES,
	schedule,
	dropDowns: {
		departments: { method: 'getDepartments', names: ['Engineering', 'People & Culture', 'Sales'] },
		legalEntities: { method: 'getLegalEntities', names: ['Acme España S.L.', 'Acme GmbH'] },
		locations: { method: 'getLocations', names: ['60302', '60303'] },
	},
	tried: { filter: 'departments', choose: 'Sales' },
	start: async () => {
		const company = await startPersonio({
			people: 3,
			rateLimit: { persons: AMPLE, others: AMPLE },
		});
		return {
			company,
			credential: credentialData(company),
			hire: (who, startDate) => company.hire({ startDate, org_units: [...UNITS[who]] }).personId,
		};
	},
};
