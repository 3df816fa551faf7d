import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod/v4';
import { startQuickHiBob, withCredential, type Stage } from '../../hibob/support.mts';
import {
	createCredential,
	dayAtNoon,
	findNode,
	reference,
	runPinned,
	saveDraft,
} from '../../support/index.mts';
import { nextWeek } from './nextWeek.mts';
import { startModel, type Asked, type Said } from './model.mts';
import { imported, type Stages } from './stages.mts';

const AGENT = 'Who knows who is away';
const PERIOD = { from: nextWeek(0), to: nextWeek(6) };
const awaySchema = z.array(
	z.strictObject({ employeeId: z.string(), startDate: z.string(), endDate: z.string() }),
);

/** The chat, with a model that follows a script. n8n's agent, its chat and both tools are the real ones. */
export function chatTests(stages: () => Stages): void {
	describe('chat', () => {
		let stage: Stage;
		let employeeId: string;

		before(async () => {
			// n8n itself writes what a model is told into its event log: see the last test.
			const hibob = await startQuickHiBob({ employees: 0 });
			stage = await withCredential(stages().hibob, { hibob });
			const corp = { firstName: 'Zora', surname: 'Quill', email: 'zora@corp.example' };
			employeeId = hibob.hire({ ...corp, startDate: dayAtNoon(-400) });
			const leave = { employeeId, policyType: 'Parental leave', from: nextWeek(1) };
			hibob.importTimeOff({ ...leave, to: nextWeek(2) });
			hibob.importTimeOff({ employeeId, from: nextWeek(7), to: nextWeek(8) });
		});

		after(async () => {
			assert.deepEqual(stage?.hibob.violations.list, []);
			await stage?.hibob.close();
		});

		/** Asks who is away next week. */
		const ask = async (
			script: readonly Said[],
		): Promise<{ answer: unknown; asked: readonly Asked[] }> => {
			const model = await startModel(script);
			try {
				const workflow = await imported(stage, 'hibob-chat', []);
				const credential = await createCredential(stage.n8n, {
					name: 'Model',
					type: 'openAiApi',
					data: { apiKey: 'example-key', url: model.url },
				});
				findNode(workflow, 'Model').credentials = reference(credential);
				await saveDraft(stage.n8n, workflow);
				const sessionId = crypto.randomUUID();
				const question = { chatInput: 'Who is away next week?', sessionId };
				const run = await runPinned(stage.n8n, workflow, 'Chat', { Chat: [question] });
				assert.equal(run.status, 'success', run.error);
				return { answer: run.items(AGENT)[0]?.['output'], asked: model.asked };
			} finally {
				await model.close();
			}
		};

		test('the model gets the days and the names, and never the kind of leave', async () => {
			const { answer, asked } = await ask([
				[
					{ tool: 'Who_is_away', arguments: PERIOD },
					{ tool: 'People', arguments: {} },
				],
				'Zora Quill is away.',
			]);
			assert.equal(answer, 'Zora Quill is away.');

			const [first, second] = asked;
			assert.match(
				instructionsIn(first),
				new RegExp(`Next week: ${PERIOD.from} to ${PERIOD.to}\\.`),
			);
			const [away = '', people = ''] = answersOfTools(second);
			assert.deepEqual(awaySchema.parse(JSON.parse(away)), [
				{ employeeId, startDate: nextWeek(1), endDate: nextWeek(2) },
			]);
			assert.match(people, new RegExp(`"id":"${employeeId}","displayName":"Zora Quill"`));
			assert.doesNotMatch(JSON.stringify(asked), /parental/i);
		});

		test('what is no date is refused with the name of the field, and the model can mend it', async () => {
			const { asked } = await ask([
				[{ tool: 'Who_is_away', arguments: { ...PERIOD, from: 'next Monday' } }],
				[{ tool: 'Who_is_away', arguments: PERIOD }],
				'Done.',
			]);
			const [refused = '', mended = ''] = answersOfTools(asked[2]);
			assert.match(refused, /'From' is not a date/);
			assert.equal(awaySchema.parse(JSON.parse(mended)).length, 1);
		});

		test('n8n keeps what the model was told in its event log, as the note says', async () => {
			const file = join(stage.n8n.userFolder, '.n8n', 'n8nEventLog.log');
			assert.match(await readFile(file, 'utf8'), /Zora Quill/);
		});
	});
}

function instructionsIn(asked: Asked | undefined): string {
	return (
		asked?.messages.map(({ role, content }) => (role === 'user' ? '' : String(content))).join() ??
		''
	);
}

function answersOfTools(asked: Asked | undefined): string[] {
	const answers = asked?.messages.filter(({ role }) => role === 'tool') ?? [];
	return answers.map(({ content }) => String(content));
}
