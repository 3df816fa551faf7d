import { startFactorial } from '../../simulators/factorial/index.mts';
import type { FiltersOfVendor, Who } from '../filters/types.mts';
import { schedule } from './schedule.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

/** The second one is not in the list of those that can be read, so that person has its id alone. */
const LEGAL_ENTITIES: Readonly<Record<Who, string | null>> = {
	inside: '701',
	outside: '702',
	unknown: null,
};

export const filters: FiltersOfVendor = {
	names: NAMES,
	schedule,
	parameters: { authentication: 'apiKey' },
	dropDowns: {
		legalEntities: { method: 'getLegalEntities', names: ['Acme Iberia SL'] },
		locations: { method: 'getLocations', names: ['Barcelona', 'Berlin'] },
	},
	tried: { filter: 'legalEntities', choose: 'Acme Iberia SL' },
	start: async () => {
		const company = await startFactorial({ employees: 3, postLimit: AMPLE });
		return {
			company,
			credential: credentialData(company),
			hire: (who, startsOn) =>
				company.createEmployee({ legal_entity_id: LEGAL_ENTITIES[who] }, { starts_on: startsOn }),
		};
	},
};
