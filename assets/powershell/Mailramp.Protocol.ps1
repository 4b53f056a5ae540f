<#
.SYNOPSIS
  Answers Mailramp's requests: one line of base64 in, one line of base64 out.
.DESCRIPTION
  Mailramp types these functions into Windows PowerShell's standard input. Receive-MailrampRequest reads the next
  line of that input as data, so that no value of a request ever becomes script text, which logging would keep.
  Request and answer are UTF-8 JSON in base64: {id, verb, args} and {id, ok, value} or {id, ok, reason}.
  Every failure becomes a reason out of a closed list; nothing else is written to any stream.
.NOTES
  Protocol 1. Works in Windows PowerShell 5.1 and PowerShell 7. ASCII only: consoles damage everything else.
  A function starts and ends in the first column and has no empty line that matters: an empty line ends a block here.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$VerbosePreference = 'SilentlyContinue'
$DebugPreference = 'SilentlyContinue'

function ConvertFrom-MailrampBase64 {
  <#
  .SYNOPSIS
    The text behind base64 of UTF-8.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][AllowEmptyString()][string]$Text
  )
  return [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Text))
}

function ConvertTo-MailrampLine {
  <#
  .SYNOPSIS
    An answer as one line of base64.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][System.Collections.IDictionary]$Answer
  )
  $json = ConvertTo-Json -InputObject $Answer -Depth 8 -Compress
  return [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json))
}

function Get-MailrampReason {
  <#
  .SYNOPSIS
    What went wrong, as a word of the protocol. The message of an error is never passed on: it may quote a value.
  #>
  [CmdletBinding()]
  [OutputType([string])]
  param(
    [Parameter(Mandatory)][System.Management.Automation.ErrorRecord]$ErrorRecord
  )
  $exception = $ErrorRecord.Exception
  while ($null -ne $exception) {
    if ($exception.Message -cmatch '^mailramp:([a-z-]+)$') {
      return $Matches[1]
    }
    switch ($exception.GetType().Name) {
      'ElementNotAvailableException' { return 'gone' }
      'ElementNotEnabledException' { return 'disabled' }
      'TimeoutException' { return 'hung' }
      'UnauthorizedAccessException' { return 'access-denied' }
      'SecurityException' { return 'access-denied' }
      'PropertyNotFoundException' { return 'bad-arguments' }
      'ParameterBindingException' { return 'bad-arguments' }
      'ParameterBindingArgumentTransformationException' { return 'bad-arguments' }
      'ParameterBindingValidationException' { return 'bad-arguments' }
      'FormatException' { return 'bad-arguments' }
      'CommandNotFoundException' { return 'not-supported' }
    }
    $exception = $exception.InnerException
  }
  return 'failed'
}

function Get-MailrampHello {
  <#
  .SYNOPSIS
    Who answers: protocol, PowerShell's version and edition, language mode, bits.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param()
  return @{
    protocol     = 1
    version      = $PSVersionTable.PSVersion.ToString()
    edition      = [string]$PSVersionTable.PSEdition
    languageMode = [string]$ExecutionContext.SessionState.LanguageMode
    bits         = [System.IntPtr]::Size * 8
  }
}

function Invoke-MailrampVerb {
  <#
  .SYNOPSIS
    Does one thing out of a closed list.
  #>
  [CmdletBinding()]
  [OutputType([hashtable])]
  param(
    [Parameter(Mandatory)][string]$Verb,
    [Parameter(Mandatory)][psobject]$Request
  )
  switch -CaseSensitive ($Verb) {
    'hello' { return Get-MailrampHello }
    'window.list' { return Find-MailrampWindow -ProcessId $Request.processIds }
    'window.tree' { return Get-MailrampTree -Window $Request.window }
    'window.close' { return Close-MailrampWindow -Window $Request.window }
    'control.read' { return Read-MailrampControl -Control $Request.control }
    'control.set' { return Edit-MailrampControl -Control $Request.control -Encoded $Request.text -Way $Request.way }
    'control.choose' { return Select-MailrampChoice -Control $Request.control -Kind $Request.kind -Number $Request.number }
    'control.press' { return Invoke-MailrampButton -Control $Request.control }
    'control.lines' { return Get-MailrampLine -Control $Request.control }
    'control.checked' { return Test-MailrampChecked -Control $Request.control }
    'outlook.accounts' { return Get-MailrampOutlookAccount -Consent $Request.consent -EncodedProfile $Request.profile }
    'system.store' { return Get-MailrampStorePackage }
    'system.crashes' { return Get-MailrampOutlookCrash -Day $Request.days }
    default { throw 'mailramp:unknown-verb' }
  }
}

function Receive-MailrampRequest {
  <#
  .SYNOPSIS
    Reads one request from standard input and writes one answer to standard output, whatever happens.
  #>
  [CmdletBinding()]
  param()
  $id = 0
  $answer = $null
  try {
    $request = ConvertFrom-Json -InputObject (ConvertFrom-MailrampBase64 -Text ([System.Console]::In.ReadLine()))
    $id = [int]$request.id
    $value = Invoke-MailrampVerb -Verb $request.verb -Request $request.args
    $envelope = @{ id = $id; ok = $true; value = $value }
    $answer = ConvertTo-MailrampLine -Answer $envelope
  }
  catch {
    $envelope = @{ id = $id; ok = $false; reason = (Get-MailrampReason -ErrorRecord $_) }
    $answer = ConvertTo-MailrampLine -Answer $envelope
  }
  # What was caught stays in this list and may quote a value.
  $Error.Clear()
  [System.Console]::Out.WriteLine('mailramp:' + $answer)
}
