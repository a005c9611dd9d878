// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/copyadmission.h"

#include "core/jwt/storedname.h"

namespace accountserver {

namespace {

Admission admitAt(const QByteArray &key, const QByteArray &text, const Authority &authority,
                  Store &store, std::optional<jwt::UnixTime> now)
{
    const bool activation = key.isEmpty()
        ? jwt::Token::decode(text)->kind() == jwt::Kind::Activation
        : jwt::isActivationHash(key);
    if (!activation)
        return admitAccount(key, text, authority, now);
    Admission admission = admitActivation(text, authority, store, now);
    const auto *admitted = std::get_if<Admitted>(&admission);
    if (admitted && !key.isEmpty() && admitted->key != key)
        return Refusal{400, "another activation's hash", false};
    return admission;
}

} // namespace

Admission admitCopy(const QByteArray &key, const QByteArray &text, const Authority &authority,
                    Store &store, jwt::UnixTime now)
{
    Admission admission = admitAt(key, text, authority, store, now);
    if (std::holds_alternative<Admitted>(admission))
        return admission;
    Admission anytime = admitAt(key, text, authority, store, std::nullopt);
    const auto *admitted = std::get_if<Admitted>(&anytime);
    const auto present = admitted ? store.load(admitted->key) : StoredPtr();
    return present && *present ? anytime : admission;
}

} // namespace accountserver
