import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { employees } from './calls.mts';

export const requiredFlags = question({
	name: 'required-flags',
	question: 'Are `only_active` and `only_managers` required, as they are declared to be?',
	answers: {
		optional: 'No: the list is answered without them',
		required: 'Yes: without them it is refused',
	},
	evidence: async (api) => {
		const call = { ...employees(), query: { limit: '1' } };
		return (await api.look(call, [400, 422])).status;
	},
	find: (status) => finding(status >= 400 ? 'required' : 'optional', count('status', status)),
});
