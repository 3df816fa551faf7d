import { count, fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { BETA, LEGAL_ENTITIES } from './calls.mts';

export const legalEntities = question({
	name: 'legal-entities',
	question: 'Can legal entities be listed, and do they have names?',
	answers: {
		named: 'Yes, with `name`',
		beta: 'Yes, with `name`, but only with the header `Beta`',
		nameless: 'Yes, without `name`: see the fields',
		none: 'No, they are not found',
		unseen: 'Cannot tell: the list is empty',
	},
	evidence: async (api) => {
		const plain = await api.look(LEGAL_ENTITIES, [404]);
		if (plain.status !== 404) return { ...plain, isBeta: false };
		return { ...(await api.look({ ...LEGAL_ENTITIES, headers: BETA }, [404])), isBeta: true };
	},
	find: ({ status, body, isBeta }) => {
		const entities = recordsAt(body, '_data');
		const seen = [count('legal entities', entities.length), fields('fields of one', entities)];
		if (status === 404) return finding('none', ...seen);
		if (entities.length === 0) return finding('unseen', ...seen);
		if (!entities.some((one) => textAt(one, 'name'))) return finding('nameless', ...seen);
		return finding(isBeta ? 'beta' : 'named', ...seen);
	},
});
