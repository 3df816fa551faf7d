import type { INode } from 'n8n-workflow';
import { ApplicationError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/outbound/api';
import type { Attempt } from '../../../nodes/shared/outbound/attempt';
import {
	attemptOptionalRead,
	attemptRequiredRead,
	reasonsOf,
} from '../../../nodes/shared/outbound/attempt';

const node: INode = {
	id: 'node-1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What a request that was refused throws. */
const refused = (httpCode: string | null): NodeApiError =>
	new NodeApiError(
		node,
		{},
		{
			message: 'It did not work',
			description: 'Do something about it.',
			...(httpCode === null ? {} : { httpCode }),
		},
	);

const patiently = { vendor: 'The one that waits' } as Api;
const api = { vendor: 'The other', patiently } as Api;

async function required<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await attemptRequiredRead(api, async (given) => {
		expect(given).toBe(patiently);
		return await reading;
	});
}

const OTHER_FAILURES: Array<[string, Error]> = [
	['a mistake in our code', new TypeError('x is not a function')],
	['a cancelled execution', new NodeOperationError(node, 'The execution was cancelled')],
	['something else', new ApplicationError('What?')],
];

describe.each([
	['something an event can do without', attemptOptionalRead],
	['something an event needs', required],
])('of %s', (_, read) => {
	it.each([['text'], [null], [undefined], [0], [{ a: 1 }]])('%j is the value', async (value) => {
		expect(await read(Promise.resolve(value))).toEqual({ value });
	});

	it.each([
		['403', { isForbidden: true, isGone: false }],
		['404', { isForbidden: false, isGone: true }],
	])('%s is a reason: %j', async (httpCode, kind) => {
		expect(await read(Promise.reject(refused(httpCode)))).toEqual({
			reason: 'It did not work. Do something about it.',
			...kind,
		});
	});

	it.each(OTHER_FAILURES)('%s is thrown', async (__, error) => {
		await expect(read(Promise.reject(error))).rejects.toBe(error);
	});
});

describe.each(['400', '401', '409', '422', '429', '500', '502', '503', '504', null])(
	'the answer %s',
	(httpCode) => {
		it('is thrown where the event needs it', async () => {
			const error = refused(httpCode);
			await expect(required(Promise.reject(error))).rejects.toBe(error);
		});

		it('is a reason where the event can do without', async () => {
			expect(await attemptOptionalRead(Promise.reject(refused(httpCode)))).toEqual({
				reason: 'It did not work. Do something about it.',
				isForbidden: false,
				isGone: false,
			});
		});
	},
);

it('tells each reason once, and none of what could be read', async () => {
	const forbidden = await attemptOptionalRead(Promise.reject(refused('403')));
	const away = await attemptOptionalRead(
		Promise.reject(new NodeApiError(node, {}, { message: 'Away', httpCode: '503' })),
	);
	const read = await attemptOptionalRead(Promise.resolve(1));
	expect(reasonsOf([forbidden, read, away, forbidden])).toEqual([
		'It did not work. Do something about it.',
		expect.stringMatching(/^Away/),
	]);
	expect(reasonsOf([read])).toEqual([]);
	expect(reasonsOf([])).toEqual([]);
});
