import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Canned, startStub } from '../testing.mts';
import { openSession } from './api.mts';
import { limitsQuestion } from './limits.mts';

test('limits are told by endpoint, of all, some or no answers', async () => {
	const stub = await startStub({
		'GET /with/*': new Canned(200, {}, { 'x-limit': '50' }),
		'GET /without': new Canned(200, {}, { 'x-limit': 'Ada' }),
	});
	const asking = async (...paths: string[]) => {
		const access = { baseUrl: stub.baseUrl, isVendorsOwn: false, headers: {} };
		const session = openSession({ vendor: { readOnlyPosts: [], pauseMs: 0 }, access });
		for (const path of paths) await session.look({ path, ids: { id: '33328' }, needs: '' });
		return await limitsQuestion(['x-limit']).ask(session);
	};
	try {
		const all = await asking('/with/{id}');
		assert.equal(all.answer, 'all');
		const { label, counts } = all.seen.at(-1) ?? {};
		assert.deepEqual([label, counts], ['GET /with/{id}', [['x-limit', 50]]]);
		assert.equal((await asking('/with/{id}', '/without')).answer, 'some');
		assert.equal((await asking('/without')).answer, 'none');
	} finally {
		await stub.close();
	}
});
