// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/diffview.h"

#include "core/fanin/diff.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QTextBlock>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Comparing is done on the UI thread: what is longer is said to differ, not where.
constexpr qsizetype kMostCompared = 1024 * 1024;

QString ignoredText(const QList<QByteArray> &paths)
{
    QStringList names;
    for (const QByteArray &path : paths)
        names += previewText(path, 60);
    return DiffView::tr("ignored when grouping: %1").arg(names.join(u", "_s));
}

QString textOf(const fanin::Diff &diff)
{
    QString text;
    for (const fanin::DiffLine &line : diff.lines) {
        const QStringView sign = line.kind == fanin::DiffLine::Kind::Same      ? u"  "
                                 : line.kind == fanin::DiffLine::Kind::Removed ? u"- "
                                                                               : u"+ ";
        text += sign + QString::fromUtf8(line.line) + u'\n';
    }
    text.chop(1);
    return text;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent), m_notice(new QLabel(this)), m_text(new QPlainTextEdit(this))
{
    setObjectName(u"replyDifference"_s);
    m_notice->setObjectName(u"differenceNotice"_s);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(14, 8, 14, 4);
    setLook(m_notice, Look::Secondary);
    m_text->setObjectName(u"differenceText"_s);
    m_text->setAccessibleName(tr("Difference to the majority"));
    m_text->setReadOnly(true);
    m_text->setFont(monoFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->document()->setDocumentMargin(10);
    setLook(m_text, Look::Frameless);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_text, 1);
}

void DiffView::clear()
{
    m_majority.reset();
    m_sentence.clear();
    m_remarks.clear();
    m_notice->clear();
    m_text->clear();
}

void DiffView::setReply(const fanin::Run &run, qsizetype reply)
{
    clear();
    const std::optional<quint32> majority = run.grouping().majority();
    if (reply >= run.readCount() || !majority)
        return;
    m_majority = majority;
    const fanin::Grouping::Group &group = run.grouping().groups()[*majority];
    const bool comparable = run.group(reply) != fanin::Grouping::kNoGroup;
    const QByteArrayView before = run.reply(qsizetype(group.firstReply)).message.payload();
    const QByteArrayView after = run.reply(reply).message.payload();
    if (!comparable) {
        m_remarks += tr("Not compared: this is no answer but an error or a status.");
    } else if (std::max(before.size(), after.size()) > kMostCompared) {
        m_remarks += tr("Too long to compare line by line.");
    } else {
        const fanin::Diff diff = fanin::diffPayloads(before, after);
        m_sentence = run.group(reply) == *majority ? tr("Belongs to the majority, %1.")
                                                   : tr("Majority, %1 (−), and this reply (+)");
        if (diff.exceeded && diff.firstDifference)
            m_remarks += tr("Too different to list; the first difference is at byte %1.")
                             .arg(formatCount(quint64(*diff.firstDifference)));
        m_text->setPlainText(textOf(diff));
        highlight();
    }
    if (!run.reading().ignoredPaths.isEmpty())
        m_remarks += ignoredText(run.reading().ignoredPaths);
    showNotice(run);
}

void DiffView::follow(const fanin::Run &run, qsizetype reply)
{
    // The text is one of the majority's first reply: more of the same change only the count.
    if (run.grouping().majority() != m_majority)
        setReply(run, reply);
    else if (!m_sentence.isEmpty())
        showNotice(run);
}

void DiffView::showNotice(const fanin::Run &run)
{
    QStringList notices = m_remarks;
    if (!m_sentence.isEmpty()) {
        const quint64 count = run.grouping().groups()[*m_majority].count;
        notices.prepend(m_sentence.arg(
            tr("group %1 ×%2").arg(fanin::Grouping::name(*m_majority), formatCount(count))));
    }
    m_notice->setText(notices.join(u" · "_s));
}

void DiffView::highlight()
{
    const Tokens &colors = tokens(palette());
    QList<QTextEdit::ExtraSelection> lines;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        const bool removed = text.startsWith(u'-');
        if (!removed && !text.startsWith(u'+'))
            continue;
        QColor wash = removed ? colors.error : colors.ok;
        wash.setAlphaF(0.18F);
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setBackground(wash);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        lines += line;
    }
    m_text->setExtraSelections(lines);
}

void DiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        highlight();
    QWidget::changeEvent(event);
}

} // namespace ui
