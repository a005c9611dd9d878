// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <map>

// A store of whatever a test puts into it.
class MapStore final : public accountserver::Store
{
public:
    std::map<QByteArray, QByteArray> texts;
    std::map<QByteArray, QString> unreadable; ///< by key, why

    [[nodiscard]] QString name() const override { return QStringLiteral("a map"); }
    [[nodiscard]] bool isWritable() const override { return true; }
    [[nodiscard]] bool holdsActivations() const override { return true; }
    [[nodiscard]] bool hasPack() const override { return true; }

    [[nodiscard]] base::Result<accountserver::StoredPtr> load(const QByteArray &key) override
    {
        if (const auto problem = unreadable.find(key); problem != unreadable.end())
            return base::Error{base::ErrorKind::Io, problem->second, -1};
        const auto text = texts.find(key);
        return text == texts.end() ? accountserver::StoredPtr() : stored(text->second);
    }
    [[nodiscard]] base::Result<base::Done> save(const QByteArray &key,
                                                const accountserver::StoredPtr &token) override
    {
        texts[key] = token->text;
        return base::Done();
    }
    [[nodiscard]] std::vector<QByteArray> keys() override
    {
        std::vector<QByteArray> found;
        for (const auto &[key, text] : texts)
            found.push_back(key);
        for (const auto &[key, problem] : unreadable)
            found.push_back(key);
        return found;
    }

    static accountserver::StoredPtr stored(const QByteArray &text)
    {
        auto made = std::make_shared<accountserver::StoredToken>();
        made->text = text;
        return made;
    }
};
