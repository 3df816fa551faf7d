import type { Api } from '../shared/api.mts';
import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { at, idAt, textAt } from '../shared/values.mts';
import { employee, peopleOf } from './calls.mts';

/** What a person's own address answers; undefined where nobody is like that. */
async function ownRecordOf(api: Api, isWanted: (person: Fields) => boolean) {
	const id = (await peopleOf(api)).filter(isWanted).map((person) => idAt(person, 'id'))[0];
	return id === undefined ? undefined : { id, answer: await api.look(employee(id), [404]) };
}

const hasLeft = (person: Fields): boolean =>
	textAt(person, 'terminated_on') !== undefined && person['active'] === false;

export const singleRecord = question({
	name: 'single-record',
	question: 'Is a single record answered bare, or wrapped in `data`?',
	answers: {
		bare: 'Bare',
		wrapped: 'Wrapped in `data`',
		list: 'As a list of one in `data`',
		missing: 'It is not found (404), although it is listed',
		other: 'In another form',
		unseen: 'Cannot tell: nobody is listed who is still there',
	},
	evidence: async (api) => await ownRecordOf(api, (person) => !hasLeft(person)),
	find: (own) => {
		if (own === undefined) return finding('unseen');
		const { body, status } = own.answer;
		const seen = [count('status', status), kinds('data', [at(body, 'data')])];
		if (status === 404) return finding('missing', ...seen);
		if (idAt(body, 'id') === own.id) return finding('bare', ...seen);
		if (idAt(body, 'data', 'id') === own.id) return finding('wrapped', ...seen);
		return finding(Array.isArray(at(body, 'data')) ? 'list' : 'other', ...seen);
	},
});

export const leaverRecord = question({
	name: 'leaver-record',
	question: 'Is somebody who has left found under their own address?',
	answers: {
		found: 'Yes',
		missing: 'No (404), although they are listed',
		unseen: 'Cannot tell: nobody is listed who has left',
	},
	evidence: async (api) => await ownRecordOf(api, hasLeft),
	find: (own) => {
		if (own === undefined) return finding('unseen');
		const seen = count('status', own.answer.status);
		return finding(own.answer.status === 404 ? 'missing' : 'found', seen);
	},
});
