// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/subjecttree.h"

#include "core/capture/hash.h"

#include <QtCore/QStringBuilder>

#include <algorithm>
#include <numeric>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

constexpr qint64 kNanoseconds = 1'000'000'000;
constexpr qint64 kHashNode = 40;  // of a child in the table, with its bucket
constexpr qint64 kArrayHead = 24; // before the bytes of a token

qint64 secondOf(base::Instant at)
{
    return at.time_since_epoch().count() / kNanoseconds;
}

void moveOn(std::array<quint32, SubjectTree::kBins> &bins, qint64 seconds)
{
    const auto count = ptrdiff_t(std::min<qint64>(seconds, SubjectTree::kBins));
    std::shift_left(bins.begin(), bins.end(), count);
    std::fill(bins.end() - count, bins.end(), 0);
}

} // namespace

struct SubjectTree::State
{
    std::vector<Node> nodes;
    std::vector<qint64> seconds; // what the last bin of each node is about
    std::vector<int> top;
    std::unordered_map<quint64, int> byName; // token under its parent
    quint64 folded = 0;
    qint64 bytes = 0;
    qint64 second = 0; // now
    qint64 begin = 0;

    Node &current(int index)
    {
        qint64 &of = seconds[size_t(index)];
        Node &node = nodes[size_t(index)];
        if (of < second) {
            moveOn(node.bins, second - of);
            of = second;
        }
        return node;
    }

    // Where a subject is counted: for those seen lately it needs not be looked for. Once it does
    // not fit, it never will.
    struct Place
    {
        quint64 hash = 0;
        int deepest = -1;
        bool folded = false;
        bool known = false;
    };
    std::array<Place, 1024> places{};

    int child(int parent, QByteArrayView token);
    Place placeOf(QByteArrayView subject, quint64 hash);
};

// -1: it does not fit.
int SubjectTree::State::child(int parent, QByteArrayView token)
{
    const quint64 key = hashOf(token) ^ (quint64(parent + 1) * 0x9e37'79b9'7f4a'7c15U);
    if (const auto known = byName.find(key); known != byName.end())
        return known->second;
    std::vector<int> &siblings = parent < 0 ? top : nodes[size_t(parent)].children;
    if (qsizetype(nodes.size()) >= kMaxNodes || qsizetype(siblings.size()) >= kMaxChildren
        || token.size() > kMaxToken) {
        return -1;
    }
    const int index = int(nodes.size());
    siblings.push_back(index);
    byName.emplace(key, index);
    Node node;
    node.token = token.toByteArray();
    node.parent = parent;
    nodes.push_back(std::move(node));
    seconds.push_back(second);
    bytes += qint64(2 * sizeof(int)) + kHashNode + kArrayHead + token.size();
    return index;
}

SubjectTree::State::Place SubjectTree::State::placeOf(QByteArrayView subject, quint64 hash)
{
    Place place{hash, -1, false, true};
    for (qsizetype depth = 0, from = 0; from <= subject.size(); ++depth) {
        qsizetype end = subject.indexOf('.', from);
        if (end < 0)
            end = subject.size();
        const int next
            = depth < kMaxDepth ? child(place.deepest, subject.sliced(from, end - from)) : -1;
        place.folded = next < 0;
        if (place.folded)
            break;
        place.deepest = next;
        from = end + 1;
    }
    return place;
}

SubjectTree::SubjectTree()
    : m_state(std::make_unique<State>())
{}

SubjectTree::~SubjectTree() = default;

void SubjectTree::add(QByteArrayView subject, quint64 hash, qsizetype size, base::Instant at)
{
    if (m_state->nodes.empty()) {
        m_state->begin = secondOf(at);
        m_state->second = m_state->begin;
    }
    tick(at);
    State::Place &place = m_state->places[hash % m_state->places.size()];
    if (!place.known || place.hash != hash)
        place = m_state->placeOf(subject, hash);
    if (place.folded)
        ++(place.deepest < 0 ? m_state->folded : m_state->nodes[size_t(place.deepest)].folded);
    for (int index = place.deepest; index >= 0; index = m_state->nodes[size_t(index)].parent) {
        Node &node = m_state->current(index);
        ++node.messages;
        node.bytes += quint64(size);
        ++node.bins.back();
    }
}

void SubjectTree::tick(base::Instant now)
{
    m_state->second = std::max(m_state->second, secondOf(now));
}

void SubjectTree::clear()
{
    *m_state = {};
}

const std::vector<int> &SubjectTree::top() const
{
    return m_state->top;
}

quint64 SubjectTree::folded() const
{
    return m_state->folded;
}

qsizetype SubjectTree::size() const
{
    return qsizetype(m_state->nodes.size());
}

const SubjectTree::Node &SubjectTree::node(int index) const
{
    return m_state->current(index);
}

QByteArray SubjectTree::subjectOf(int index) const
{
    QByteArray subject = m_state->nodes[size_t(index)].token;
    while ((index = m_state->nodes[size_t(index)].parent) >= 0)
        subject = m_state->nodes[size_t(index)].token + "."_ba + subject;
    return subject;
}

double SubjectTree::rate(int index) const
{
    const qint64 whole = std::min<qint64>(m_state->second - m_state->begin, kBins - 1);
    if (whole <= 0)
        return 0;
    const auto &bins = node(index).bins;
    return double(std::accumulate(bins.end() - 1 - whole, bins.end() - 1, quint64(0)))
        / double(whole);
}

qint64 SubjectTree::memory() const
{
    constexpr size_t kEach = sizeof(Node) + sizeof(qint64);
    return qint64(sizeof(State) + m_state->nodes.capacity() * kEach) + m_state->bytes;
}

} // namespace capture
