<#
.SYNOPSIS
  Asks Outlook itself which accounts it has.
.DESCRIPTION
  Starts Outlook where it does not run, so it is asked only with the person's consent, which travels with the request.
  Reads names, addresses and account types; no message, no folder, no password.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest

function Get-MailrampOutlookAccount {
  <#
  .SYNOPSIS
    Accounts of a profile as Outlook's object model has them. Type: 0 Exchange, 1 IMAP, 2 POP3, 4 ActiveSync, 5 other.
  .PARAMETER Consent
    Whether the person agreed that Outlook is started.
  .PARAMETER EncodedProfile
    Name of the profile, empty for the default one. Outlook that runs already keeps the profile it has.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][bool]$Consent,
    [Parameter(Mandatory)][AllowEmptyString()][string]$EncodedProfile
  )
  if (-not $Consent) { throw 'mailramp:consent-needed' }
  # On a terminal server others have an Outlook of their own.
  $sessionId = (Get-Process -Id $PID).SessionId
  $running = @(Get-Process -Name 'OUTLOOK' -ErrorAction SilentlyContinue | Where-Object -Property 'SessionId' -EQ -Value $sessionId)
  $wasRunning = $running.Count -gt 0
  try {
    $outlook = New-Object -ComObject 'Outlook.Application'
  }
  catch {
    throw 'mailramp:not-supported'
  }
  $accounts = [System.Collections.Generic.List[object]]::new()
  $session = $null
  try {
    $session = $outlook.GetNamespace('MAPI')
    $name = ConvertFrom-MailrampBase64 -Text $EncodedProfile
    # No dialog and no new session: Outlook must not ask anybody anything.
    if ($name -ne '' -and -not $wasRunning) { $session.Logon($name, [System.Type]::Missing, $false, $false) }
    foreach ($account in $session.Accounts) {
      $accounts.Add(@{
          displayName = [string]$account.DisplayName
          address     = [string]$account.SmtpAddress
          userName    = [string]$account.UserName
          type        = [int]$account.AccountType
        })
    }
    return @{ accounts = $accounts.ToArray(); started = -not $wasRunning; profile = [string]$session.CurrentProfileName }
  }
  finally {
    if (-not $wasRunning) { $outlook.Quit() }
    if ($null -ne $session) { $null = [System.Runtime.InteropServices.Marshal]::ReleaseComObject($session) }
    $null = [System.Runtime.InteropServices.Marshal]::ReleaseComObject($outlook)
  }
}
