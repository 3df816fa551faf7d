import { count, fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { isRecord } from '../shared/values.mts';
import { employees } from './calls.mts';

/** An id that nobody has. */
const NOBODY = '0';

export const emptyList = question({
	name: 'empty-list',
	question: 'What does a list look like that has nothing in it?',
	answers: {
		data: '`data` is an empty list',
		without: 'There is no `data`',
		bare: 'It is a bare empty list',
		nothing: 'There is no body at all',
		refused: 'It is refused',
		ignored: 'The filter by `ids[]` is passed over: people come',
		other: 'In another form',
	},
	evidence: async (api) => await api.look(employees({ 'ids[]': NOBODY }), [400, 404, 422]),
	find: ({ status, form, body }) => {
		const seen = [count('status', status), fields('fields of the answer', [body])];
		if (status >= 400) return finding('refused', ...seen);
		if (form === 'nothing') return finding('nothing', ...seen);
		if (Array.isArray(body)) return finding(body.length === 0 ? 'bare' : 'ignored', ...seen);
		if (!isRecord(body)) return finding('other', ...seen);
		const { data } = body;
		if (data === undefined) return finding('without', ...seen);
		if (!Array.isArray(data)) return finding('other', ...seen);
		return finding(data.length === 0 ? 'data' : 'ignored', ...seen);
	},
});
