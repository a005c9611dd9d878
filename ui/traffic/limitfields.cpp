// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/limitfields.h"

#include "ui/common/format.h"
#include "ui/common/limittext.h"
#include "ui/common/theme.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr quint64 kMostCount = 1'000'000'000'000;

template<typename Value>
bool isBad(const QLineEdit &field, const std::optional<Value> &value)
{
    return !field.text().trimmed().isEmpty() && !value;
}

// A time that can end something: a watch of no time at all is a typing error.
std::optional<base::Span> parseLimit(const QString &text)
{
    const auto span = parseSpan(text);
    return span && span->count() > 0 ? span : std::nullopt;
}

} // namespace

std::optional<quint64> parseQuantity(const QString &text)
{
    QString digits = text.trimmed().toLower();
    quint64 factor = 1;
    if (digits.endsWith(u'k') || digits.endsWith(u'm')) {
        factor = digits.endsWith(u'k') ? 1'000 : 1'000'000;
        digits.chop(1);
    }
    digits.remove(u',').remove(u' ').remove(u'\u2009');
    bool ok = false;
    const quint64 number = digits.toULongLong(&ok);
    if (!ok || number == 0 || number > kMostCount / factor)
        return std::nullopt;
    return number * factor;
}

LimitFields::LimitFields(QWidget *parent)
    : QWidget(parent)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(7);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_time = addRow(u"limitTime"_s, tr("Stop af&ter"), tr("never"));
    m_rate = addRow(u"limitRate"_s, tr("Stop a&bove, messages a second"), tr("any rate"));
    m_count = addRow(u"limitCount"_s, tr("Stop after so man&y messages"), tr("any number"));
}

QLineEdit *LimitFields::addRow(const QString &name, const QString &label, const QString &hint)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setAccessibleName(QString(label).remove(u'&'));
    field->setPlaceholderText(hint);
    field->setFixedWidth(140);
    auto *caption = new QLabel(label, this);
    caption->setBuddy(field);
    caption->setMinimumHeight(kControlHeight);
    auto *form = static_cast<QFormLayout *>(layout());
    form->addRow(caption, field);
    connect(field, &QLineEdit::textEdited, this, [this] {
        setLook(m_time, isBad(*m_time, parseLimit(m_time->text())) ? Look::Invalid : Look::Plain);
        setLook(m_rate,
                isBad(*m_rate, parseQuantity(m_rate->text())) ? Look::Invalid : Look::Plain);
        setLook(m_count,
                isBad(*m_count, parseQuantity(m_count->text())) ? Look::Invalid : Look::Plain);
        emit edited();
    });
    return field;
}

void LimitFields::setLimits(const capture::WatchLimits &limits)
{
    m_time->setText(limits.time ? limitText(*limits.time).replace(u'\u2009', u' ') : QString());
    m_rate->setText(limits.perSecond ? formatCount(*limits.perSecond) : QString());
    m_count->setText(limits.messages ? formatCount(*limits.messages) : QString());
}

capture::WatchLimits LimitFields::limits() const
{
    capture::WatchLimits limits;
    limits.time = parseLimit(m_time->text());
    limits.perSecond = parseQuantity(m_rate->text());
    limits.messages = parseQuantity(m_count->text());
    return limits;
}

QString LimitFields::problem() const
{
    if (isBad(*m_time, parseLimit(m_time->text())))
        return tr("“%1” is not a time: as “60 s” or “5 m”.").arg(m_time->text());
    for (const QLineEdit *field : {m_rate, m_count}) {
        if (isBad(*field, parseQuantity(field->text())))
            return tr("“%1” is not a number: as “20,000” or “20k”.").arg(field->text());
    }
    return {};
}

} // namespace ui
