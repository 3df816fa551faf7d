import { fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { LEGAL_ENTITIES } from './calls.mts';

export const legalEntities = question({
	name: 'legal-entities',
	question: 'Under which field do legal entities tell their name?',
	answers: {
		legal: '`legal_name` only',
		name: '`name` only',
		both: 'Both `legal_name` and `name`',
		other: 'Neither `legal_name` nor `name`',
		unseen: 'Cannot tell: there is no legal entity',
	},
	evidence: async (api) => recordsAt(await api.read(LEGAL_ENTITIES), 'data'),
	find: (entities) => {
		const seen = fields('fields of a legal entity', entities);
		if (entities.length === 0) return finding('unseen', seen);
		const has = (name: string): boolean => entities.some((one) => textAt(one, name) !== undefined);
		if (has('legal_name')) return finding(has('name') ? 'both' : 'legal', seen);
		return finding(has('name') ? 'name' : 'other', seen);
	},
});
