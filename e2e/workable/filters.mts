import { startWorkable } from '../../simulators/workable/index.mts';
import type { FiltersOfVendor, Who } from '../filters/types.mts';
import { schedule } from './schedule.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

const DEPARTMENTS: Readonly<Record<Who, string>> = { inside: '4d4', outside: '4d3', unknown: '' };

export const filters: FiltersOfVendor = {
	names: NAMES,
	schedule,
	dropDowns: {
		departments: {
			method: 'getDepartments',
			names: ['Engineering', 'People & Culture', 'Platform', 'Sales'],
		},
		legalEntities: {
			method: 'getLegalEntities',
			names: ['Acme Aotearoa', 'Acme Denver', 'Acme Hellas', 'Acme Inc.', 'Acme Nowhere'],
		},
	},
	tried: { filter: 'departments', choose: 'Sales' },
	start: async () => {
		const company = await startWorkable({ employees: 3, rateLimit: AMPLE });
		return {
			company,
			credential: credentialData(company),
			hire: (who, day) => {
				const startDate = `${day}T00:00:00.000Z`;
				const department = DEPARTMENTS[who];
				const id = company.createEmployee({
					...{ start_date: startDate, hire_date: startDate, department },
				});
				company.publishEmployee(id);
				return id;
			},
		};
	},
};
