import ts from 'typescript';

import { pathOf } from '../../support/files.mts';

/*
 * Texts are not told apart by what comes first: as texts, 'Invalid DateTime' comes after every day
 * there is, and one instant may come after another that is later. Days and instants are compared by
 * the functions of `dates.ts`, which take nothing else.
 */

const ROOT = pathOf();
const A_WHILE_MS = 120_000;

/** Where texts may be compared: the functions themselves. */
const ALLOWED = ['nodes/shared/model/dates.ts', 'nodes/shared/model/inOrder.ts'];

const ORDERING = [
	ts.SyntaxKind.LessThanToken,
	ts.SyntaxKind.LessThanEqualsToken,
	ts.SyntaxKind.GreaterThanToken,
	ts.SyntaxKind.GreaterThanEqualsToken,
];

function programOf(files: readonly string[]): ts.Program {
	const { config } = ts.readConfigFile(pathOf('tsconfig.json'), (path) => ts.sys.readFile(path));
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	return ts.createProgram(files, { ...options, noEmit: true });
}

/** Whether a value may be a text, a day or an instant among them. */
function mayBeText(type: ts.Type): boolean {
	if (type.isUnionOrIntersection()) return type.types.some(mayBeText);
	return (type.flags & ts.TypeFlags.StringLike) !== 0;
}

/** Where texts are compared by what comes first, as `file:line`. */
function comparisonsIn(program: ts.Program, isLookedAt: (file: string) => boolean): string[] {
	const checker = program.getTypeChecker();
	return program.getSourceFiles().flatMap((source) => {
		if (source.isDeclarationFile || !isLookedAt(source.fileName)) return [];
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isBinaryExpression(node) && ORDERING.includes(node.operatorToken.kind)) {
				if ([node.left, node.right].some((side) => mayBeText(checker.getTypeAtLocation(side)))) {
					const { line } = source.getLineAndCharacterOfPosition(node.getStart());
					found.push(`${source.fileName.slice(ROOT.length + 1)}:${line + 1}`);
				}
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
}

it(
	'no text is compared by what comes first',
	() => {
		const { fileNames } = ts.parseJsonConfigFileContent(
			{ include: ['nodes/**/*.ts'] },
			ts.sys,
			ROOT,
		);
		const found = comparisonsIn(programOf(fileNames), (file) => file.startsWith(`${ROOT}/nodes`));
		// That it finds any shows that it looks.
		expect(found.some((place) => place.startsWith('nodes/shared/model/dates.ts'))).toBe(true);
		expect(found.filter((place) => !ALLOWED.includes(place.split(':')[0] ?? ''))).toEqual([]);
	},
	A_WHILE_MS,
);
