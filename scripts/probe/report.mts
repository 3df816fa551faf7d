import { shown } from './shared/calls.mts';
import type { Call } from './shared/calls.mts';
import type { Fact } from './shared/facts.mts';
import type { Finding } from './shared/question.mts';
import { UNSEEN } from './shared/question.mts';
import type { Outcome, Report, Result } from './shared/run.mts';

const PROMISE =
	'Nothing below is a value of a person: only names of fields, kinds of values and counts. Names, addresses, ids, days, amounts and words that this script does not know are left out.';

/** A report as text that can be pasted into an issue. It is Markdown, and reads without it as well. */
export function written(report: Report): string {
	return [
		...headOf(report),
		...report.outcomes.flatMap((outcome, index) => ['', ...partOf(outcome, index + 1)]),
	].join('\n');
}

function headOf({ vendor, access, day, sent, stopped, outcomes }: Report): string[] {
	const whose = access.isVendorsOwn ? "the vendor's own address" : 'an address of your own';
	const posts = sent.POST === 0 ? '' : `, ${sent.POST} POST that only ask or sign in`;
	return [
		`## What ${vendor.title} answers to the open questions (${day})`,
		'',
		`- Done: ${sent.GET + sent.POST} requests to ${whose}: ${sent.GET} GET${posts}.`,
		'- Not done: nothing was written, changed, deleted or registered.',
		`- ${PROMISE}`,
		...(stopped === undefined
			? [`- ${summaryOf(outcomes)}`]
			: [`- **Stopped:** ${stoppedBy(stopped)} No question was asked.`]),
	];
}

function summaryOf(outcomes: readonly Outcome[]): string {
	const number = (test: (result: Result) => boolean): number =>
		outcomes.filter(({ result }) => test(result)).length;
	const isUnseen = (result: Result): boolean =>
		result.kind === 'answered' && result.finding.answer === UNSEEN;
	const answered = number((result) => result.kind === 'answered' && !isUnseen(result));
	return `${answered} of ${outcomes.length} questions are answered; for ${number(isUnseen)} the account has no such record, ${number(({ kind }) => kind === 'refused')} were not allowed, ${number(({ kind }) => kind === 'unanswered')} got no answer.`;
}

function stoppedBy(stopped: Result): string {
	if (stopped.kind === 'unanswered') return `${sentence(stopped.reason)}.`;
	if (stopped.kind === 'refused') {
		return `The credential was refused (${stopped.status}). Check the environment variables.`;
	}
	return '';
}

function partOf({ question, calls, result }: Outcome, number: number): string[] {
	const asked = [...new Set(calls.map(shown))];
	const lines = [
		`Asked: ${asked.length === 0 ? 'nothing more' : asked.map((call) => `\`${call}\``).join(', ')}`,
		`Answer: ${answerOf(question.answers, result)}`,
		...(result.kind === 'answered' ? factsOf(result.finding) : []),
	];
	const mark = `${number}. `;
	return [
		`${mark}${question.question} [${question.name}]`,
		...lines.map((line) => `${' '.repeat(mark.length)}- ${line}`),
	];
}

function answerOf(answers: Readonly<Record<string, string>>, result: Result): string {
	switch (result.kind) {
		case 'answered':
			return `**${answers[result.finding.answer] ?? ''}**`;
		case 'refused':
			return refusalOf(result.call, result.status);
		case 'unanswered':
			return `No answer: ${result.reason}.`;
	}
}

function refusalOf(call: Call, status: number): string {
	const permission = `It takes: ${call.needs}.`;
	if (status === 401 || status === 403) return `Not allowed (${status}). ${permission}`;
	if (status === 404) {
		return `Nothing there (404): no such endpoint or record, or it is hidden. ${permission}`;
	}
	return `Refused (${status}) as not understood. ${permission}`;
}

/** Of what is not there, nothing is seen. */
function factsOf({ answer, seen }: Finding): string[] {
	return seen
		.filter(({ counts }) => answer !== UNSEEN || counts.length > 0)
		.map(({ label, counts }) => `Seen: ${label}: ${countsOf(counts)}`);
}

function countsOf(counts: Fact['counts']): string {
	if (counts.length === 0) return 'none';
	return counts.map(([name, many]) => (name === null ? `${many}` : `${name} ${many}`)).join(', ');
}

function sentence(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
