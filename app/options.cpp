// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::Options)
};

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

const Option *find(const std::vector<Option> &known, QByteArrayView name)
{
    const auto it = std::ranges::find_if(
        known, [name](const Option &option) { return name == QByteArrayView(option.name); });
    return it == known.end() ? nullptr : &*it;
}

const Option *findLetter(const std::vector<Option> &known, char letter)
{
    const auto it = std::ranges::find_if(
        known, [letter](const Option &option) { return option.letter == letter; });
    return it == known.end() ? nullptr : &*it;
}

QString spelling(const Option &option)
{
    QString text = QString::fromLatin1(option.name).prepend("--"_L1);
    if (option.letter != 0)
        text = u'-' + QString(QLatin1Char(option.letter)) + ", "_L1 + text;
    if (option.value)
        text += u' ' + QString::fromUtf8(option.value);
    return text;
}

} // namespace

base::Result<Options> Options::parse(const QList<QByteArray> &arguments,
                                     const std::vector<Option> &known)
{
    Options options;
    bool onlyPositionals = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QByteArray &argument = arguments[i];
        if (onlyPositionals || argument == "-" || !argument.startsWith('-')) {
            options.m_positionals += argument;
            continue;
        }
        if (argument == "--") {
            onlyPositionals = true;
            continue;
        }

        const Option *option = nullptr;
        std::optional<QByteArray> value;
        if (argument.startsWith("--")) {
            const qsizetype equals = argument.indexOf('=');
            option = find(
                known,
                QByteArrayView(argument).sliced(2, (equals < 0 ? argument.size() : equals) - 2));
            if (equals >= 0)
                value = argument.mid(equals + 1);
        } else {
            option = findLetter(known, argument[1]);
            if (argument.size() > 2)
                value = argument.mid(2);
        }
        if (!option)
            return usage(Text::tr("There is no option %1; --help lists them")
                             .arg(QString::fromLocal8Bit(argument.split('=').first())));
        if (!option->value && value)
            return usage(Text::tr("%1 takes no value").arg(spelling(*option)));
        if (option->value && !value) {
            if (i + 1 == arguments.size())
                return usage(Text::tr("%1: the value is missing").arg(spelling(*option)));
            value = arguments[++i];
        }
        if (!option->repeatable && options.has(option->name))
            return usage(Text::tr("%1 is given twice").arg(spelling(*option)));
        options.m_given.push_back({option->name, value.value_or(QByteArray())});
    }
    return options;
}

QString Options::help(const std::vector<Option> &known)
{
    qsizetype width = 0;
    for (const Option &option : known)
        width = std::max(width, spelling(option).size());
    QString text;
    for (const Option &option : known) {
        text += "  "_L1 + spelling(option).leftJustified(width + 2) + Text::tr(option.help) + u'\n';
    }
    return text;
}

bool Options::has(QByteArrayView name) const
{
    return std::ranges::any_of(m_given, [name](const Given &given) { return given.name == name; });
}

std::optional<QByteArray> Options::value(QByteArrayView name) const
{
    const auto it
        = std::ranges::find_if(m_given, [name](const Given &given) { return given.name == name; });
    return it == m_given.end() ? std::nullopt : std::optional(it->value);
}

QList<QByteArray> Options::values(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const Given &given : m_given) {
        if (given.name == name)
            values += given.value;
    }
    return values;
}

} // namespace app
