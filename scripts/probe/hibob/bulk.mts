import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { at, recordsAt } from '../shared/values.mts';
import { bulkRows } from './calls.mts';

export const bulkForm = question({
	name: 'bulk-rows',
	question: 'Are the rows of a bulk read bare, or each in a wrapper `values`?',
	answers: {
		bare: 'Bare',
		wrapped: 'Each in a wrapper',
		mixed: 'Both occur',
		unseen: 'Cannot tell: there is no row',
	},
	evidence: async (api) =>
		recordsAt(await api.read(bulkRows('employment')), 'results').flatMap((result) =>
			recordsAt(result, 'values'),
		),
	find: (rows) => {
		const wrapped = rows.filter((row) => Array.isArray(row['values']));
		const seen = [
			count('rows', rows.length),
			count('in a wrapper', wrapped.length),
			fields('fields of a row, or of its wrapper', rows),
		];
		if (rows.length === 0) return finding('unseen', ...seen);
		if (wrapped.length === rows.length) return finding('wrapped', ...seen);
		return finding(wrapped.length === 0 ? 'bare' : 'mixed', ...seen);
	},
});

export const bulkCursor = question({
	name: 'bulk-cursor',
	question: 'What is the cursor of a bulk read called?',
	answers: {
		cursor: '`cursor`',
		next: '`next_cursor`',
		both: 'Both are there',
		other: 'Something else: it is among the fields of `response_metadata`',
	},
	evidence: async (api) =>
		at(await api.read(bulkRows('employment', { limit: '1' })), 'response_metadata'),
	find: (metadata) => {
		const [cursor, next] = [at(metadata, 'cursor'), at(metadata, 'next_cursor')];
		const seen = [
			fields('fields of response_metadata', [metadata]),
			kinds('cursor', [cursor]),
			kinds('next_cursor', [next]),
		];
		if (cursor !== undefined) return finding(next === undefined ? 'cursor' : 'both', ...seen);
		return finding(next === undefined ? 'other' : 'next', ...seen);
	},
});
