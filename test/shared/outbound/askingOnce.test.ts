import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/outbound/api';
import { askingOnce } from '../../../nodes/shared/outbound/askingOnce';

const node = { name: 'Node' } as INode;
const refusal = (httpCode: string): NodeApiError =>
	new NodeApiError(node, {}, { message: 'No', httpCode });

function world(answers: Readonly<Record<string, unknown>>) {
	const asked: string[] = [];
	const getAs =
		(how: string): Api['get'] =>
		async (path, { query } = {}) => {
			asked.push(`${how} ${path} ${JSON.stringify(query ?? {})}`);
			const answer = answers[path];
			if (answer instanceof Error) throw answer;
			return answer;
		};
	const patiently = { get: getAs('patient') } as Api;
	return { asked, api: askingOnce({ get: getAs('usual'), patiently } as Api) };
}

it('asks once for the same thing, whoever asks', async () => {
	const { api, asked } = world({ '/a': 1, '/b': 2 });
	const all = [api.get('/a'), api.get('/a'), api.get('/a', { query: { page: 2 } }), api.get('/b')];
	expect(await Promise.all(all)).toEqual([1, 1, 1, 2]);
	expect(await api.patiently.get('/b')).toBe(2);
	expect(asked).toEqual(['usual /a {}', 'usual /a {"page":2}', 'usual /b {}']);
});

it('takes what it was told for the answer', async () => {
	const { api, asked } = world({});
	const question = { path: '/a', query: { ids: ['1'] } };
	expect(api.knows(question)).toBe(false);
	api.know(question, 'told');
	expect(api.knows(question)).toBe(true);
	expect(await api.get('/a', { query: { ids: ['1'] }, needs: 'a scope' })).toBe('told');
	expect(asked).toEqual([]);
});

it.each([
	['403', 1],
	['404', 1],
	['500', 2],
])('asks again after a failure that may be over: %s', async (status, times) => {
	const { api, asked } = world({ '/a': refusal(status) });
	for (const get of [api.get, api.patiently.get]) {
		await expect(get('/a')).rejects.toThrow('No');
	}
	expect(asked).toHaveLength(times);
});

it('forgets the oldest answers', async () => {
	const { api, asked } = world({});
	for (let number = 0; number <= 5_000; number++) api.know({ path: `/${number}` }, number);
	await api.get('/5000');
	await api.get('/0');
	expect(asked).toEqual(['usual /0 {}']);
});
