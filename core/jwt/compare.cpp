// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/compare.h"

#include "core/jwt/claimpath.h"
#include "core/jwt/claimrows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

using base::json::Value;
using Type = base::json::Value::Type;

// The same place in both tokens; at least one of the two is there.
struct Pair
{
    std::optional<Value> left, right;
    int depth = 0;
    QByteArray path, name;
};

bool isContainer(const std::optional<Value> &value)
{
    return value && (value->isObject() || value->isArray());
}

QByteArray scalar(const std::optional<Value> &value)
{
    if (!value)
        return {};
    switch (value->type()) {
    case Type::Null:
        return "null";
    case Type::False:
        return "false";
    case Type::True:
        return "true";
    case Type::Number:
    case Type::Text:
        return value->text().toByteArray();
    case Type::Array:
    case Type::Object:
        break;
    }
    return {};
}

std::vector<Value> childrenOf(const std::optional<Value> &value)
{
    std::vector<Value> children;
    if (isContainer(value)) {
        for (const Value child : *value)
            children.push_back(child);
    }
    return children;
}

// Without recursion, for nesting may be 10000 deep.
bool sameTrees(const Value &left, const Value &right)
{
    std::vector<std::pair<Value, Value>> pending{{left, right}};
    while (!pending.empty()) {
        const auto [l, r] = pending.back();
        pending.pop_back();
        if (l.type() != r.type() || l.text() != r.text() || l.name() != r.name())
            return false;
        const std::vector<Value> ls = childrenOf(l);
        const std::vector<Value> rs = childrenOf(r);
        if (ls.size() != rs.size())
            return false;
        for (size_t i = 0; i < ls.size(); ++i)
            pending.emplace_back(ls[i], rs[i]);
    }
    return true;
}

// Of containers above the deepest level the rows below them tell.
bool differ(const Value &left, const Value &right, bool deepest)
{
    if (left.type() != right.type() || left.text() != right.text())
        return true;
    return deepest && !sameTrees(left, right);
}

QByteArray memberText(const Value &object, QByteArrayView name)
{
    for (const Value member : object) {
        if (member.name() == name && member.isText())
            return member.text().toByteArray();
    }
    return {};
}

// What an element of a list is known by; its position if by nothing else.
QByteArray identityOf(const Value &element, const QByteArray &listPath, qsizetype position)
{
    const QByteArray byPosition = '#' + QByteArray::number(position);
    if (element.isText())
        return '"' + element.text().toByteArray();
    if (!element.isObject())
        return byPosition;
    if (listPath == "nats.signing_keys")
        return '"' + memberText(element, "key");
    if (listPath != "nats.exports" && listPath != "nats.imports")
        return byPosition;
    const QByteArray subject = memberText(element, "subject");
    return subject.isEmpty()
        ? byPosition
        : memberText(element, "type") + ' ' + memberText(element, "account") + ' ' + subject;
}

// The children of both by what they are known by, each with how often it came before, so that
// duplicates are matched one by one.
using Known = std::pair<QByteArray, int>;

std::vector<Known> knownBy(const std::vector<Value> &children, bool object,
                           const QByteArray &listPath)
{
    std::vector<Known> known;
    QHash<QByteArray, int> seen;
    qsizetype position = 0;
    for (const Value &child : children) {
        const QByteArray identity
            = object ? child.name().toByteArray() : identityOf(child, listPath, position);
        known.emplace_back(identity, seen[identity]++);
        ++position;
    }
    return known;
}

class Comparison final
{
public:
    [[nodiscard]] std::vector<ClaimDifference> run(const Token &left, const Token &right);

private:
    void walk(const Value &left, const Value &right, bool header);
    [[nodiscard]] std::vector<Pair> children(const Pair &parent) const;
    void add(const Pair &pair);
    void addMore(const Pair &next);
    void markContainers();

    std::vector<ClaimDifference> m_rows;
};

std::vector<ClaimDifference> Comparison::run(const Token &left, const Token &right)
{
    walk(left.header().root(), right.header().root(), true);
    if (m_rows.empty() || !m_rows.back().more)
        walk(left.payload().root(), right.payload().root(), false);
    markContainers();
    return std::move(m_rows);
}

void Comparison::walk(const Value &left, const Value &right, bool header)
{
    Pair root;
    root.left = left;
    root.right = right;
    root.depth = -1;
    if (header)
        root.path = "header";
    std::vector<Pair> pending = children(root);
    std::reverse(pending.begin(), pending.end());
    while (!pending.empty()) {
        const Pair pair = std::move(pending.back());
        pending.pop_back();
        if (qsizetype(m_rows.size()) >= kMaxClaimRows) {
            addMore(pair);
            return;
        }
        add(pair);
        if (pair.depth + 1 >= kMaxComparedDepth)
            continue;
        std::vector<Pair> below = children(pair);
        pending.insert(pending.end(), std::make_move_iterator(below.rbegin()),
                       std::make_move_iterator(below.rend()));
    }
}

void Comparison::add(const Pair &pair)
{
    using What = ClaimDifference::What;
    ClaimDifference row;
    row.depth = pair.depth;
    row.path = pair.path;
    row.name = pair.name;
    row.container = isContainer(pair.left) || isContainer(pair.right);
    row.left = scalar(pair.left);
    row.right = scalar(pair.right);
    if (!pair.right)
        row.what = What::OnlyLeft;
    else if (!pair.left)
        row.what = What::OnlyRight;
    else if (differ(*pair.left, *pair.right, pair.depth + 1 >= kMaxComparedDepth))
        row.what = What::Changed;
    m_rows.push_back(row);
}

// Nobody knows whether the rest is the same, so it does not count as such.
void Comparison::addMore(const Pair &next)
{
    ClaimDifference row;
    row.what = ClaimDifference::What::Changed;
    row.depth = next.depth;
    row.path = next.path;
    row.name = "…";
    row.left = row.right = Text::tr("There is more, which is not compared.").toUtf8();
    row.more = true;
    m_rows.push_back(std::move(row));
}

// A container is changed if anything in it is; the order of what is matched by itself is not.
void Comparison::markContainers()
{
    std::vector<bool> changedBelow(size_t(kMaxComparedDepth) + 1, false);
    for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row) {
        const auto depth = size_t(row->depth);
        if (row->what == ClaimDifference::What::Same && changedBelow[depth + 1])
            row->what = ClaimDifference::What::Changed;
        changedBelow[depth + 1] = false;
        if (row->what != ClaimDifference::What::Same)
            changedBelow[depth] = true;
    }
}

std::vector<Pair> Comparison::children(const Pair &parent) const
{
    const std::vector<Value> ls = childrenOf(parent.left);
    const std::vector<Value> rs = childrenOf(parent.right);
    const auto isObject = [](const std::optional<Value> &v) {
        return v && v->isObject();
    };
    const std::vector<Known> lk = knownBy(ls, isObject(parent.left), parent.path);
    const std::vector<Known> rk = knownBy(rs, isObject(parent.right), parent.path);
    // An object and a list in the same place have nothing in common.
    const bool comparable
        = !parent.left || !parent.right || isObject(parent.left) == isObject(parent.right);
    QHash<Known, size_t> right;
    for (size_t i = 0; comparable && i < rk.size(); ++i)
        right.insert(rk[i], i);

    const auto pairOf = [&parent, isObject](const std::optional<Value> &l,
                                            const std::optional<Value> &r, size_t index) {
        Pair pair;
        pair.left = l;
        pair.right = r;
        pair.depth = parent.depth + 1;
        pair.path = parent.path;
        if (isObject(l ? parent.left : parent.right)) {
            pair.name = (l ? l : r)->name().toByteArray();
            appendMember(pair.path, pair.name);
        } else {
            pair.name = '[' + QByteArray::number(qulonglong(index)) + ']';
            appendElement(pair.path, qsizetype(index));
        }
        return pair;
    };

    // What only the right has comes after the neighbour it follows there.
    std::vector<std::vector<size_t>> after(ls.size() + 1);
    std::vector<std::optional<size_t>> partner(ls.size());
    std::vector<bool> matched(rs.size(), false);
    QHash<size_t, size_t> leftOf;
    for (size_t i = 0; i < ls.size(); ++i) {
        if (const auto found = right.constFind(lk[i]); found != right.cend()) {
            partner[i] = found.value();
            matched[found.value()] = true;
            leftOf.insert(found.value(), i);
        }
    }
    size_t anchor = 0;
    for (size_t j = 0; j < rs.size(); ++j) {
        if (matched[j])
            anchor = leftOf.value(j) + 1;
        else
            after[anchor].push_back(j);
    }
    // One more than can become rows, so that it shows that there are more.
    std::vector<Pair> pairs;
    for (size_t i = 0; i <= ls.size() && qsizetype(pairs.size()) <= kMaxClaimRows; ++i) {
        if (i > 0) {
            const auto &p = partner[i - 1];
            pairs.push_back(pairOf(ls[i - 1], p ? std::optional(rs[*p]) : std::nullopt, i - 1));
        }
        for (const size_t j : after[i]) {
            if (qsizetype(pairs.size()) <= kMaxClaimRows)
                pairs.push_back(pairOf(std::nullopt, rs[j], j));
        }
    }
    return pairs;
}

} // namespace

std::vector<ClaimDifference> compare(const Token &left, const Token &right)
{
    return Comparison().run(left, right);
}

} // namespace jwt
