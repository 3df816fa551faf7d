import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { timeOff } from './calls.mts';

export const everyone = question({
	name: 'time-off-of-everyone',
	question: 'Is `employee_id` required to list time off?',
	answers: {
		optional: 'No: without it the requests of everybody are listed',
		required: 'Yes: without it the list is refused',
	},
	evidence: async (api) => (await api.look(timeOff(api.today), [400, 422])).status,
	find: (status) => finding(status >= 400 ? 'required' : 'optional', count('status', status)),
});
