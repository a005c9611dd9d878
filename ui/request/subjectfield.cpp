// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/subjectfield.h"

#include "core/nats/subject.h"
#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"

#include <QtCore/QStringListModel>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kPadding = 12;

} // namespace

SubjectField::SubjectField(QWidget *parent)
    : QLineEdit(parent)
    , m_history(new QStringListModel(this))
{
    setObjectName(u"subject"_s);
    setAccessibleName(tr("Subject"));
    setPlaceholderText(tr("Subject, for example orders.lookup"));
    setLook(this, Look::Mono);
    auto *completer = new QCompleter(m_history, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setCaseSensitivity(Qt::CaseSensitive); // subjects are
    completer->popup()->setFont(monoFont());
    completer->popup()->setObjectName(u"subjectHistory"_s);
    setCompleter(completer);
    connect(this, &QLineEdit::textChanged, this, &SubjectField::validate);
    validate();
}

void SubjectField::setHistory(const QStringList &subjects)
{
    m_history->setStringList(subjects);
}

void SubjectField::setNote(const QString &note)
{
    m_note = note;
    showWord();
}

void SubjectField::validate()
{
    const QByteArray bytes = subject();
    const auto error = nats::subject::checkLiteral(bytes);
    m_problem = !error    ? QString()
        : bytes.isEmpty() ? tr("Type the subject to send to.")
                          : error->text;
    m_advice = error ? QString() : nats::subject::advice(bytes);
    // An empty field is no mistake yet: it says what to type.
    setLook(this, error && !bytes.isEmpty() ? Look::Invalid : Look::Mono);
    showWord();
}

void SubjectField::showWord()
{
    const bool wrong = !m_problem.isEmpty() && !text().isEmpty();
    const QString word = wrong ? m_problem : !m_advice.isEmpty() ? m_advice : m_note;
    setToolTip(wrong || !m_advice.isEmpty() ? word : QString());
    setAccessibleDescription(word);
    const int wanted
        = word.isEmpty() ? 0 : QFontMetrics(textFont()).horizontalAdvance(word) + kPadding;
    setTextMargins(0, 0, qMin(wanted, width() / 2), 0);
    update();
}

void SubjectField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    showWord();
}

void SubjectField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const QString word = accessibleDescription();
    const bool wrong = !m_problem.isEmpty() && !text().isEmpty();
    if (word.isEmpty() || (text().isEmpty() && m_note.isEmpty()))
        return;
    const Tokens &t = tokens(palette());
    const QRect area(width() - textMargins().right() - kPadding, 0, textMargins().right(),
                     height());
    QPainter painter(this);
    paintElided(painter, area, word, textFont(), wrong ? t.error : t.secondary, Qt::AlignRight);
}

} // namespace ui
