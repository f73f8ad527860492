// Where a file of TypeScript guards something, and the same file with every guard behind a switch.
import ts from 'typescript';

/** What a guard does when it bites: leave, or tell of it. */
const TELLING = /^(find|reject|report|refuse|alter|add|push|remark|tell|warn|fail|note)/u;

/**
 * @param {string} text a file of TypeScript
 * @returns {{ line: number, start: number, end: number, kind: string, text: string, instead: string,
 *   array?: { start: number, end: number } }[]} each guard, as the expression to replace and what stands there once it is
 *   taken away; with the first entry of an array, where that stands
 */
export function findGuards(text) {
  const source = ts.createSourceFile('guarded.ts', text, ts.ScriptTarget.Latest, true);
  const guards = [];
  const add = (node, kind, instead, array) => {
    const start = node.getStart(source);
    guards.push({
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      start,
      end: node.getEnd(),
      kind,
      text: node.getText(source).replaceAll(/\s+/gu, ' '),
      instead,
      ...(array === undefined ? {} : { array: { start: array.getStart(source), end: array.getEnd() } }),
    });
  };

  const visit = (node) => {
    if (ts.isIfStatement(node) && bites(node.thenStatement)) addCondition(node.expression, false);
    else if (ts.isConditionalExpression(node)) {
      if (isNothing(node.whenFalse) && !isNothing(node.whenTrue)) addCondition(node.condition, false);
      else if (isNothing(node.whenTrue) && !isNothing(node.whenFalse)) addCondition(node.condition, true);
    } else if (ts.isExpressionStatement(node) && isAnd(node.expression) && tells(node.expression.right))
      addCondition(node.expression.left, false);
    else if (ts.isArrayLiteralExpression(node) && isOrderOfGuards(node))
      for (const [at, element] of node.elements.entries())
        add(element, 'entry', '[]', at === 0 ? node : undefined);
    ts.forEachChild(node, visit);
  };

  /** The whole of a condition is taken away, and each part that narrows or widens it. */
  const addCondition = (condition, never) => {
    add(condition, 'guard', String(never));
    addParts(condition, never);
  };
  const addParts = (node, never) => {
    const inner = withoutParentheses(node);
    if (!ts.isBinaryExpression(inner)) return;
    const { kind } = inner.operatorToken;
    if (kind !== ts.SyntaxKind.AmpersandAmpersandToken && kind !== ts.SyntaxKind.BarBarToken) return;
    for (const side of [inner.left, inner.right]) {
      const nested = withoutParentheses(side);
      // Of `a && b && c` each of the three, and no pair of them.
      if (ts.isBinaryExpression(nested) && nested.operatorToken.kind === kind) addParts(nested, never);
      else {
        add(side, 'part', String(kind === ts.SyntaxKind.AmpersandAmpersandToken));
        addParts(side, never);
      }
    }
  };

  visit(source);
  return guards;
}

/**
 * The file with a switch at every guard: `__guardIsAway(N)` decides, and `__guardHolds(N, INSTEAD, VALUE)` is told what it
 * says while it stands: where that is INSTEAD, nothing is otherwise without it.
 *
 * @param {string} text
 * @param {readonly { start: number, end: number, kind: string, instead: string }[]} guards of that text
 * @param {number} first the number of the first of them
 */
export function withSwitches(text, guards, first) {
  const insertions = guards.flatMap(({ start, end, kind, instead, array }, index) => {
    const number = first + index;
    const asked = `globalThis.__guardIsAway(${number})`;
    const holds = `globalThis.__guardHolds(${number}`;
    const [before, after] =
      kind === 'entry'
        ? [`...(${asked} ? ${instead} : [`, `].filter(() => ${holds}, false, true)))`]
        : [`(${asked} ? ${instead} : ${holds}, ${instead}, (`, ')))'];
    // An array is made when its file is loaded, once for all guards: it is asked for anew whenever it is looked at.
    const around =
      array === undefined
        ? []
        : [
            {
              at: array.start,
              text: 'globalThis.__inOrder(() => ',
              isEnd: false,
              size: array.end - array.start,
            },
            { at: array.end, text: ')', isEnd: true, size: array.end - array.start },
          ];
    return [
      ...around,
      { at: start, text: before, isEnd: false, size: end - start },
      { at: end, text: after, isEnd: true, size: end - start },
    ];
  });
  // At one place: what ends there first, from within; then what begins there, from without.
  insertions.sort(
    (a, b) =>
      a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || (a.isEnd ? a.size - b.size : b.size - a.size),
  );
  let made = '';
  let at = 0;
  for (const insertion of insertions) {
    made += text.slice(at, insertion.at) + insertion.text;
    ({ at } = insertion);
  }
  return made + text.slice(at);
}

const withoutParentheses = (node) =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;

const isAnd = (node) =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;

/** Does the branch leave, or tell of something, whatever else it does? */
function bites(statement) {
  const statements = ts.isBlock(statement) ? statement.statements : [statement];
  return statements.some(
    (one) =>
      ts.isReturnStatement(one) ||
      ts.isThrowStatement(one) ||
      ts.isContinueStatement(one) ||
      ts.isBreakStatement(one) ||
      (ts.isExpressionStatement(one) && tells(one.expression)),
  );
}

function tells(expression) {
  if (!ts.isCallExpression(expression)) return false;
  const { expression: called } = expression;
  const name = ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
  return TELLING.test(name);
}

function isNothing(node) {
  const value = withoutParentheses(node);
  return (
    value.kind === ts.SyntaxKind.NullKeyword ||
    value.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(value) && value.text === 'undefined') ||
    (ts.isArrayLiteralExpression(value) && value.elements.length === 0)
  );
}

/** An array of functions, or of entries that hold one: first come, first served. */
function isOrderOfGuards(array) {
  const functions = declaredFunctions(array.getSourceFile());
  return (
    array.elements.length > 1 &&
    array.elements.every(
      (element) =>
        isFunction(element) ||
        (ts.isIdentifier(element) && functions.has(element.text)) ||
        (ts.isObjectLiteralExpression(element) &&
          element.properties.some(
            (property) =>
              ts.isMethodDeclaration(property) ||
              (ts.isPropertyAssignment(property) && isFunction(property.initializer)),
          )),
    )
  );
}

const isFunction = (node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

function declaredFunctions(source) {
  const names = new Set();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) names.add(statement.name.text);
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer && isFunction(initializer)) names.add(name.text);
  }
  return names;
}
