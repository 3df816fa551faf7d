import ts from 'typescript';

import { filesIn, read } from './files.mts';

/** A message as the code writes it. What it fills in stands in braces. */
export interface WrittenMessage {
	readonly message: string;
	/** What to do. Null if the message says it itself. */
	readonly description: string | null;
	/** The expressions whose values are filled in. */
	readonly filledIn: readonly string[];
}

/** The errors whose message is an argument, and its place. */
const ERRORS: Readonly<Record<string, number>> = { NodeOperationError: 1, UserError: 0 };

/** Every message that the nodes and credentials write out for users, in the order of the files. */
export function writtenMessages(): WrittenMessage[] {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		filesIn(folder).map((name) => `${folder}/${name}`),
	);
	return files.filter((path) => path.endsWith('.ts')).flatMap(messagesIn);
}

function messagesIn(path: string): WrittenMessage[] {
	const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
	const found: WrittenMessage[] = [];
	const visit = (node: ts.Node): void => {
		const written = messageAt(node);
		if (written !== null) found.push(written);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function messageAt(node: ts.Node): WrittenMessage | null {
	if (ts.isNewExpression(node)) {
		const place = ERRORS[node.expression.getText()];
		if (place === undefined) return null;
		const options = node.arguments?.[place + 1];
		return written(node.arguments?.[place], options && propertyOf(options, 'description'));
	}
	if (!ts.isObjectLiteralExpression(node)) return null;
	return written(propertyOf(node, 'message'), propertyOf(node, 'description'));
}

function propertyOf(node: ts.Node, name: string): ts.Expression | undefined {
	if (!ts.isObjectLiteralExpression(node)) return undefined;
	const found = node.properties.find((one) => one.name?.getText() === name);
	if (found === undefined) return undefined;
	return ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

/** Null if the message comes from elsewhere: it is written out there. */
function written(
	message: ts.Expression | undefined,
	description: ts.Expression | undefined,
): WrittenMessage | null {
	const said = message && textOf(message);
	if (said === undefined || said === null) return null;
	const whatToDo = (description && textOf(description)) ?? null;
	return {
		message: said.text,
		description: whatToDo?.text ?? description?.getText() ?? null,
		filledIn: [...said.filledIn, ...(whatToDo?.filledIn ?? [])],
	};
}

function textOf(node: ts.Expression): { text: string; filledIn: string[] } | null {
	if (ts.isStringLiteralLike(node)) return { text: node.text, filledIn: [] };
	if (!ts.isTemplateExpression(node)) return null;
	const filledIn = node.templateSpans.map(({ expression }) => expression.getText());
	const parts = node.templateSpans.map(({ literal }) => `…${literal.text}`);
	return { text: [node.head.text, ...parts].join(''), filledIn };
}
