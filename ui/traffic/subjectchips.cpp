// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjectchips.h"

#include "core/nats/subject.h"
#include "core/nats/subjectset.h"
#include "ui/common/flowlayout.h"
#include "ui/common/theme.h"
#include "ui/traffic/subjectchip.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using capture::WatchedSubject;

namespace ui {

namespace {

constexpr int kInset = 5;
constexpr int kGap = 6;
constexpr int kLine = 24;
constexpr int kMostLines = 4;   ///< more of them would push the traffic out of sight
constexpr int kEditWidth = 190; ///< or what its placeholder takes
constexpr qsizetype kMaxPaste = 1024 * 1024;

// NATS: none of these can be a part of a subject, or only where nobody would want it.
QStringList patternsIn(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    return text.left(kMaxPaste).split(between, Qt::SkipEmptyParts);
}

} // namespace

SubjectChips::SubjectChips(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"subjectChips"_s);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(u"subjectScroll"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setLook(m_scroll, Look::Frameless);
    auto *content = new QWidget(m_scroll);
    m_scroll->setWidget(content);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    m_flow = new FlowLayout(content, kGap, kGap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kInset, kInset, kInset, kInset);
    layout->addWidget(m_scroll);
    m_edit = new QLineEdit(content);
    m_edit->setObjectName(u"subjectEdit"_s);
    m_edit->setAccessibleName(tr("Subject to watch"));
    m_edit->setFont(monoFont());
    m_edit->setMaxLength(int(kMaxPaste));
    setLook(m_edit, Look::Frameless);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &SubjectChips::onTextChanged);
    rebuild();
}

void SubjectChips::setSubjects(std::vector<WatchedSubject> subjects)
{
    const auto sameNames = [](const WatchedSubject &a, const WatchedSubject &b) {
        return a.pattern == b.pattern;
    };
    if (!std::ranges::equal(m_subjects, subjects, sameNames)) {
        m_subjects = std::move(subjects);
        return rebuild();
    }
    m_subjects = std::move(subjects);
    for (size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setSubject(m_subjects[i]);
    m_flow->invalidate();
    fitHeight();
}

void SubjectChips::setOffers(const std::vector<QByteArray> &prefixes)
{
    std::vector<QByteArray> offers;
    for (const QByteArray &prefix : prefixes) {
        const QByteArray pattern = prefix + ".>";
        const bool isWatched
            = std::ranges::any_of(m_subjects, [&pattern](const WatchedSubject &subject) {
                  return subject.state != WatchedSubject::State::Refused
                      && nats::subject::covers(subject.pattern, pattern);
              });
        if (qsizetype(offers.size()) < kMaxOffers && !isWatched && !has(pattern)
            && !nats::subject::checkPattern(pattern))
            offers.push_back(pattern);
    }
    if (offers == m_offers)
        return;
    m_offers = std::move(offers);
    rebuild();
}

bool SubjectChips::has(const QByteArray &pattern) const
{
    return std::ranges::find(m_subjects, pattern, &WatchedSubject::pattern) != m_subjects.end();
}

void SubjectChips::add(const QByteArray &pattern, WatchedSubject::Purpose purpose)
{
    if (has(pattern) || nats::subject::checkPattern(pattern)
        || qsizetype(m_subjects.size()) >= kMaxSubjects)
        return;
    WatchedSubject subject;
    subject.pattern = pattern;
    subject.purpose = purpose;
    // What the user chose stands before what is only there for pairing.
    const auto end
        = std::ranges::find(m_subjects, WatchedSubject::Purpose::Pairing, &WatchedSubject::purpose);
    m_subjects.insert(purpose == WatchedSubject::Purpose::Chosen ? end : m_subjects.end(),
                      std::move(subject));
    std::erase(m_offers, pattern);
    rebuild();
    emit changed();
}

bool SubjectChips::commit()
{
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty())
        return true;
    if (!take(text))
        return false;
    m_edit->clear();
    setProblem({});
    return true;
}

bool SubjectChips::take(const QString &text)
{
    std::vector<QByteArray> patterns;
    for (const QString &part : patternsIn(text)) {
        const QByteArray pattern = part.toUtf8();
        if (const auto error = nats::subject::checkPattern(pattern)) {
            setProblem(tr("%1: %2").arg(nats::subject::toText(pattern).left(80), error->text));
            return false;
        }
        if (!has(pattern) && std::ranges::find(patterns, pattern) == patterns.end())
            patterns.push_back(pattern);
    }
    if (qsizetype(m_subjects.size() + patterns.size()) > kMaxSubjects) {
        setProblem(tr("At most %1 subjects can be watched at once.").arg(kMaxSubjects));
        return false;
    }
    if (patterns.empty())
        return true;
    const auto end
        = std::ranges::find(m_subjects, WatchedSubject::Purpose::Pairing, &WatchedSubject::purpose);
    std::vector<WatchedSubject> added;
    for (const QByteArray &pattern : patterns)
        added.push_back(
            {pattern, WatchedSubject::Purpose::Chosen, WatchedSubject::State::Asked, {}, {}});
    m_subjects.insert(end, added.begin(), added.end());
    rebuild();
    focusChip(qsizetype(m_chips.size()));
    emit changed();
    return true;
}

void SubjectChips::onTextChanged(const QString &text)
{
    setProblem({});
    // Typed to its end, or pasted.
    const QStringList parts = patternsIn(text);
    if (parts.size() > 1 || (parts.size() == 1 && patternsIn(text + u'x').size() > 1))
        commit();
}

void SubjectChips::editText(const QString &text)
{
    m_edit->setText(text);
    m_edit->setFocus();
    setProblem({});
}

void SubjectChips::removeAt(qsizetype index)
{
    if (index < 0 || index >= qsizetype(m_subjects.size()))
        return;
    m_subjects.erase(m_subjects.begin() + index);
    rebuild();
    m_edit->setFocus();
    emit changed();
}

void SubjectChips::editAt(qsizetype index)
{
    const QString text = QString::fromUtf8(m_subjects.at(size_t(index)).pattern);
    if (!commit()) // what stands there must not be lost
        return;
    removeAt(index);
    editText(text);
}

void SubjectChips::focusChip(qsizetype index)
{
    if (index < 0)
        return;
    QWidget *next = index < qsizetype(m_chips.size()) ? m_chips[size_t(index)]
                                                      : static_cast<QWidget *>(m_edit);
    next->setFocus();
    m_scroll->ensureWidgetVisible(next, 0, 0);
}

void SubjectChips::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0))
        delete item;
    // Later: it may be one of them that says so.
    for (SubjectChip *chip : m_chips) {
        chip->hide();
        chip->deleteLater();
    }
    for (QPushButton *offer : m_offerButtons) {
        offer->hide();
        offer->deleteLater();
    }
    m_chips.clear();
    m_offerButtons.clear();
    QWidget *before = nullptr;
    for (const WatchedSubject &subject : m_subjects) {
        auto *chip = new SubjectChip(subject, m_scroll->widget());
        const auto index = qsizetype(m_chips.size());
        connect(chip, &SubjectChip::removeRequested, this, [this, index] { removeAt(index); });
        connect(chip, &SubjectChip::editRequested, this, [this, index] { editAt(index); });
        connect(chip, &SubjectChip::moveRequested, this,
                [this, index](int by) { focusChip(index + by); });
        m_chips.push_back(chip);
        m_flow->addWidget(chip);
        chip->setCursor(Qt::ArrowCursor);
        chip->show();
        if (before)
            setTabOrder(before, chip);
        before = chip;
    }
    for (const QByteArray &offer : m_offers) {
        auto *button
            = new QPushButton(tr("+ %1").arg(nats::subject::toText(offer)), m_scroll->widget());
        button->setObjectName(u"subjectOffer"_s);
        button->setAccessibleName(tr("Watch %1, too").arg(nats::subject::toText(offer)));
        button->setToolTip(tr("Replies to requests that were seen go there. Watched, too, they "
                              "find their requests."));
        button->setCursor(Qt::PointingHandCursor);
        setLook(button, Look::Link);
        connect(button, &QPushButton::clicked, this,
                [this, offer] { add(offer, WatchedSubject::Purpose::Pairing); });
        m_offerButtons.push_back(button);
        m_flow->addWidget(button);
        button->show();
        if (before)
            setTabOrder(before, button);
        before = button;
    }
    m_flow->addWidget(m_edit);
    if (before)
        setTabOrder(before, m_edit);
    m_edit->setPlaceholderText(m_subjects.empty() ? tr("subjects to watch, as orders.>")
                                                  : tr("add a subject"));
    const int hint = QFontMetrics(m_edit->font()).horizontalAdvance(m_edit->placeholderText());
    m_edit->setFixedSize(std::max(kEditWidth, hint + kLine), kLine);
    fitHeight();
}

int SubjectChips::heightForWidth(int width) const
{
    const int lines = m_flow->heightForWidth(width - 2 * kInset);
    const int most = kMostLines * kLine + (kMostLines - 1) * kGap;
    return std::max(kControlHeight, std::min(lines, most) + 2 * kInset);
}

QSize SubjectChips::sizeHint() const
{
    return {400, heightForWidth(std::max(width(), 300))};
}

QSize SubjectChips::minimumSizeHint() const
{
    return {240, kControlHeight};
}

// A row of a box layout asks nobody for a height for its width.
void SubjectChips::fitHeight()
{
    setFixedHeight(heightForWidth(width()));
    updateGeometry();
    update();
}

void SubjectChips::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitHeight();
}

void SubjectChips::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_edit->setToolTip(problem);
    m_edit->setAccessibleDescription(problem);
    update();
    emit problemChanged();
}

void SubjectChips::mousePressEvent(QMouseEvent *event)
{
    m_edit->setFocus(Qt::MouseFocusReason);
    QFrame::mousePressEvent(event);
}

bool SubjectChips::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
        if (event->type() == QEvent::FocusOut
            && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
            commit();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool control = key->modifiers().testFlag(Qt::ControlModifier);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (control)
            return false;
        commit();
        return true;
    case Qt::Key_Backspace:
        if (!m_edit->text().isEmpty() || m_chips.empty() || key->isAutoRepeat())
            return false;
        removeAt(qsizetype(m_chips.size()) - 1);
        return true;
    case Qt::Key_Left:
        if (m_edit->cursorPosition() > 0 || m_chips.empty())
            return false;
        focusChip(qsizetype(m_chips.size()) - 1);
        return true;
    default:
        return false;
    }
}

void SubjectChips::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    const bool focused = m_edit->hasFocus();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = !m_problem.isEmpty() ? t.error : focused ? t.accent : t.strongLine;
    painter.setPen(QPen(line, focused ? 2 : 1));
    painter.setBrush(t.panel);
    const qreal inset = focused ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 6, 6);
}

} // namespace ui
